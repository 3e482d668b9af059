package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests come in through an Ingress, an HTTPRoute or neither, and pass the firewall where there is one. */
class EdgeTest {
  @Test
  void withoutAnEdgeThereIsNeither() {
    Rendered rendered = Chart.install("standard");

    assertThat(rendered.kind("Ingress")).isEmpty();
    assertThat(rendered.kind("HTTPRoute")).isEmpty();
  }

  @Test
  void anIngressHasAnyClassAndLeadsToTheGateway() {
    JsonNode ingress = Chart.install("ingress").named("Ingress", "");

    assertThat(ingress.at("/spec/ingressClassName").asText()).isEqualTo("traefik");
    assertThat(ingress.at("/spec/tls/0/hosts/0").asText()).isEqualTo("mesh.example.com");
    assertThat(ingress.at("/spec/rules/0/http/paths/0/backend/service/name").asText()).endsWith("-gateway");
    assertThat(Chart.install("ingress").kind("HTTPRoute")).isEmpty();
  }

  @Test
  void aRouteLeadsToTheFirewallWhereThereIsOne() {
    JsonNode route = Chart.install("production").named("HTTPRoute", "");

    assertThat(route.at("/spec/rules/0/backendRefs/0/name").asText()).endsWith("-waf");
    assertThat(route.at("/spec/rules/0/timeouts/request").asText()).as("streams have no end of their own").isEqualTo("0s");
  }

  @Test
  void theBackendOfEveryEdgeIsAServiceOfTheChart() {
    for (String values : List.of("ingress", "production")) {
      for (boolean waf : List.of(true, false)) {
        Rendered rendered = Chart.install("r", List.of(Chart.values(values)), Map.of("waf.enabled", waf));
        String text = rendered.documents().stream().filter(d -> List.of("Ingress", "HTTPRoute").contains(d.path("kind").asText())).findFirst().orElseThrow().toString();

        assertThat(rendered.kind("Service").map(Rendered::name).filter(n -> text.contains("\"" + n + "\""))).hasSize(1);
      }
    }
  }
}
