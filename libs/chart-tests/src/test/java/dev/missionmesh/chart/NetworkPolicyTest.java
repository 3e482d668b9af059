package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing talks to anything but along the arrows of the architecture. */
class NetworkPolicyTest {
  static Stream<List<Path>> valuesFiles() {
    return Chart.valuesFiles();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void thePodsOfEveryServiceAreSelectedByAPolicyOfTheirOwn(List<Path> files) {
    Rendered rendered = Chart.install("r", files, Map.of());

    assertThat(rendered.kind("Service"))
        .isNotEmpty()
        .allSatisfy(
            service -> {
              List<PodTemplate> pods =
                  rendered.pods().filter(p -> Rendered.selects(service.at("/spec/selector"), p.labels())).toList();
              assertThat(pods).as(Rendered.id(service)).hasSize(1);
              assertThat(policiesOf(rendered, pods.getFirst()).filter(NetworkPolicyTest::hasRules)).isNotEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyPodIsClosedInBothDirectionsUnlessAPolicySaysOtherwise(List<Path> files) {
    Rendered rendered = Chart.install("r", files, Map.of());

    assertThat(rendered.pods())
        .allSatisfy(
            pod ->
                assertThat(policiesOf(rendered, pod).filter(p -> !hasRules(p)))
                    .as(pod.owner())
                    .anySatisfy(p -> assertThat(p.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]")));
  }

  @Test
  void servicesAskOneAnotherAlongTheArrowsOnly() {
    Rendered rendered = Chart.install("r", List.of(), Map.of("services.operator.enabled", true));

    assertThat(arrows(rendered))
        .containsExactlyInAnyOrder(
            "gateway -> mission",
            "gateway -> policy",
            "gateway -> telemetry",
            "gateway -> search-indexer",
            "sandbox-runtime -> mission",
            "search-indexer -> mission",
            "operator -> gateway",
            "test -> gateway");
  }

  @Test
  void whatOneEndAllowsTheOtherDoesToo() {
    Rendered rendered = Chart.install("production");
    var allowedIn = new TreeSet<String>();
    policies(rendered)
        .forEach(p -> peers(p, "ingress", "from").forEach(from -> allowedIn.add(from + " -> " + component(p))));

    assertThat(arrows(rendered)).isEqualTo(allowedIn);
  }

  @Test
  void whereTheFirewallStandsNothingElseOfTheEdgeReachesTheGateway() {
    Rendered with = Chart.install("production");
    Rendered without = Chart.install("ingress");

    assertThat(openToTheEdge(with, "gateway")).isFalse();
    assertThat(openToTheEdge(with, "waf")).isTrue();
    assertThat(openToTheEdge(without, "gateway")).isTrue();
    assertThat(openToTheEdge(without, "mission")).isFalse();
  }

  @Test
  void withoutAnEdgeOnlyWhoIsNamedComesIn() {
    Map<String, Object> named = Map.of("edge.from[0].namespaceSelector.matchLabels.name", "gateways");

    assertThat(openToTheEdge(Chart.install("standard"), "gateway")).isFalse();
    assertThat(openToTheEdge(Chart.install("enterprise"), "waf")).isFalse();
    assertThat(openToTheEdge(Chart.install("r", List.of(), named), "gateway")).isTrue();
  }

  @Test
  void theFirewallAloneIsOpenOnlyToWhoIsNamed() {
    JsonNode waf = Chart.install("production").named("NetworkPolicy", "-waf");

    assertThat(waf.at("/spec/ingress/0/from/0/namespaceSelector/matchLabels").toString()).contains("gateways");
  }

  private static Set<String> arrows(Rendered rendered) {
    var arrows = new TreeSet<String>();
    policies(rendered).forEach(p -> peers(p, "egress", "to").forEach(to -> arrows.add(component(p) + " -> " + to)));
    return arrows;
  }

  private static boolean openToTheEdge(Rendered rendered, String component) {
    JsonNode policy = rendered.named("NetworkPolicy", "-" + component);
    return Rendered.items(policy.at("/spec/ingress"))
        .anyMatch(rule -> !rule.has("from") || rule.path("from").toString().contains("gateways"));
  }

  private static Stream<JsonNode> policies(Rendered rendered) {
    return rendered.kind("NetworkPolicy").filter(NetworkPolicyTest::hasRules);
  }

  /** Components of the mesh that a policy names on the other end. */
  private static Stream<String> peers(JsonNode policy, String direction, String end) {
    return Rendered.items(policy.at("/spec/" + direction))
        .flatMap(rule -> Rendered.items(rule.path(end)))
        .map(peer -> peer.at("/podSelector/matchLabels/app.kubernetes.io~1component").asText())
        .filter(name -> !name.isEmpty());
  }

  private static String component(JsonNode policy) {
    return policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1component").asText();
  }

  private static boolean hasRules(JsonNode policy) {
    return policy.at("/spec").has("ingress") || policy.at("/spec").has("egress");
  }

  private static Stream<JsonNode> policiesOf(Rendered rendered, PodTemplate pod) {
    return rendered
        .kind("NetworkPolicy")
        .filter(p -> p.at("/metadata/namespace").asText().equals("mesh"))
        .filter(p -> Rendered.selects(p.at("/spec/podSelector/matchLabels"), pod.labels()));
  }
}
