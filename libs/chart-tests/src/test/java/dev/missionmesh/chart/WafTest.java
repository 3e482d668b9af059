package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The firewall gets the same files as on one machine, filled in. */
class WafTest {
  private final Rendered rendered = Chart.install("production");

  @Test
  void nothingIsLeftToBeFilledIn() {
    JsonNode files = rendered.named("ConfigMap", "-waf").path("data");

    assertThat(files.has("nginx.conf")).isTrue();
    assertThat(files.has("waf.mtail")).isTrue();
    assertThat(files.has("door-tls.conf")).isFalse();
    assertThat(Rendered.items(files).map(JsonNode::asText)).noneMatch(text -> text.contains("${WAF_"));
  }

  @Test
  void theModeIsTheOneThatIsSet() {
    assertThat(file(rendered, "modsecurity.conf")).containsPattern("(?m)^SecRuleEngine On$");
    assertThat(file(Chart.install("enterprise"), "modsecurity.conf")).containsPattern("(?m)^SecRuleEngine DetectionOnly$");
  }

  @Test
  void requestsGoToTheGatewaysServiceAndAreTriedOnceMore() {
    String gateway = Rendered.name(rendered.named("Service", "-gateway"));
    String server = "server " + gateway + ".mesh.svc.cluster.local:8080 max_fails=0;";

    assertThat(file(rendered, "nginx.conf")).contains(server + " " + server);
  }

  @Test
  void theGatewayBelievesTheFirewallAboutCallersAndNobodyWhereThereIsNone() {
    assertThat(RenderedServices.environment("production", "gateway").get("MESH_GATEWAY_TRUSTED_PROXIES")).contains("10.0.0.0/8");
    assertThat(RenderedServices.environment("standard", "gateway")).doesNotContainKey("MESH_GATEWAY_TRUSTED_PROXIES");
  }

  @Test
  void otherRulesGiveOtherPods() {
    String path = "/spec/template/metadata/annotations/missionmesh.dev~1rules";
    Rendered other = Chart.install("trial-run", List.of(Chart.values("production")), Map.of("waf.workers", 4));

    assertThat(Stream.of(rendered, other).map(r -> r.named("Deployment", "-waf").at(path).asText()).distinct()).hasSize(2);
  }

  @Test
  void withoutNamesInTheClusterItIsRefused() {
    assertThatThrownBy(() -> Chart.install("r", List.of(), Map.of("waf.enabled", true, "addressing", "environment")))
        .hasMessageContaining("waf.enabled");
  }

  private static String file(Rendered rendered, String name) {
    return rendered.named("ConfigMap", "-waf").path("data").path(name).asText();
  }
}
