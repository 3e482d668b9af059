package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What attempts run in on a cluster, and what nodes may do there. */
class SandboxesTest {
  private static final String NAMESPACE = "mesh-r-missionmesh-sandboxes";

  static Stream<List<Path>> valuesFiles() {
    return Chart.valuesFiles();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void theNamespaceIsRestrictedAndClosed(List<Path> files) {
    Rendered rendered = Chart.install("r", files, Map.of());

    JsonNode namespace = rendered.named("Namespace", NAMESPACE);
    for (String mode : List.of("enforce", "audit", "warn")) {
      assertThat(namespace.at("/metadata/labels/pod-security.kubernetes.io~1" + mode).asText()).isEqualTo("restricted");
    }
    JsonNode policy = rendered.named("NetworkPolicy", "-sandboxes");
    assertThat(policy.at("/metadata/namespace").asText()).isEqualTo(NAMESPACE);
    assertThat(policy.path("spec").toString()).isEqualTo("{\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\"]}");
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void nodesMayMakePodsThereAndNothingElseAnywhere(List<Path> files) {
    Rendered rendered = Chart.install("r", files, Map.of());
    var rights = new TreeSet<String>();
    JsonNode role = rendered.named("Role", "-sandboxes");
    for (JsonNode rule : role.path("rules")) {
      assertThat(rule.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("apiGroups", "resources", "verbs");
      Rendered.items(rule.path("resources")).forEach(r -> Rendered.items(rule.path("verbs")).forEach(v -> rights.add(r.asText() + " " + v.asText())));
    }

    assertThat(rights)
        .containsExactlyInAnyOrder(
            "pods create", "pods get", "pods list", "pods watch", "pods delete",
            "pods/log get",
            "secrets create", "secrets delete",
            "leases create", "leases get", "leases list", "leases patch", "leases delete");
    assertThat(role.at("/metadata/namespace").asText()).isEqualTo(NAMESPACE);
    assertThat(bindings(rendered)).containsExactly("RoleBinding/r-missionmesh-sandboxes in " + NAMESPACE);
    assertThat(rendered.named("RoleBinding", "-sandboxes").at("/roleRef/name").asText()).isEqualTo(Rendered.name(role));
  }

  /** All that gives the nodes' account rights. */
  private static Stream<String> bindings(Rendered rendered) {
    return Stream.concat(rendered.kind("RoleBinding"), rendered.kind("ClusterRoleBinding"))
        .filter(b -> Rendered.items(b.path("subjects")).anyMatch(s -> s.path("name").asText().endsWith("-sandbox-runtime")))
        .map(b -> Rendered.id(b) + " in " + b.at("/metadata/namespace").asText());
  }

  @Test
  void aNodeIsToldHowToMakePods() {
    assertThat(RenderedServices.environment("standard", "sandbox-runtime"))
        .containsEntry("MESH_NODE_BACKEND", "KUBERNETES")
        .containsEntry("MESH_NODE_KUBERNETES_NAMESPACE", "mesh-trial-run-missionmesh-sandboxes")
        .containsEntry("MESH_NODE_KUBERNETES_START_TIMEOUT", "PT120S")
        .hasEntrySatisfying("MESH_NODE_KUBERNETES_IMAGE", image -> assertThat(image).startsWith("missionmesh/sandbox-runtime:"));
    assertThat(RenderedServices.environment("changed", "sandbox-runtime"))
        .containsEntry("MESH_NODE_KUBERNETES_IMAGE", "r.test/changed/l:t2")
        .containsEntry("MESH_NODE_KUBERNETES_PULL_POLICY", "Never")
        .containsEntry("MESH_NODE_KUBERNETES_PULL_SECRETS", "pull-sandboxes");
  }

  @Test
  void everyFieldOfAPodThatIsAMatterOfTasteCanBeSet() {
    String sandboxes = "services.sandboxRuntime.sandboxes.";
    JsonNode node =
        Chart.install(
                "r",
                List.of(),
                Map.of(
                    sandboxes + "namespace", "attempts",
                    sandboxes + "createNamespace", false,
                    sandboxes + "runtimeClass", "gvisor",
                    sandboxes + "userNamespaces", true,
                    sandboxes + "nodeSelector.disk", "ssd",
                    sandboxes + "pods", 3))
            .named("Deployment", "-sandbox-runtime");

    assertThat(node.at("/spec/template/spec/containers/0/env").toString())
        .contains("\"attempts\"", "\"gvisor\"", "\"disk=ssd\"", "MESH_NODE_KUBERNETES_USER_NAMESPACES\",\"value\":\"true", "PODS\",\"value\":\"3");
  }

  @Test
  void anExistingNamespaceIsNotMadeButItsRightsAre() {
    Map<String, Object> set =
        Map.of("services.sandboxRuntime.sandboxes.namespace", "attempts", "services.sandboxRuntime.sandboxes.createNamespace", false);
    Rendered rendered = Chart.install("r", List.of(), set);

    assertThat(rendered.kind("Namespace")).isEmpty();
    assertThat(rendered.named("Role", "-sandboxes").at("/metadata/namespace").asText()).isEqualTo("attempts");
    assertThat(rendered.named("NetworkPolicy", "-sandboxes").at("/metadata/namespace").asText()).isEqualTo("attempts");
  }

  @Test
  void aNodeWithSandboxesOfItsOwnHostHasNoTokenNoRightsAndNoWayToTheApiServer() {
    Rendered rendered = Chart.install("r", List.of(), Map.of("services.sandboxRuntime.backend", "CRUN"));

    assertThat(rendered.documents()).extracting(Rendered::id).noneMatch(id -> id.contains("sandboxes"));
    assertThat(rendered.named("Deployment", "-sandbox-runtime").at("/spec/template/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(rendered.named("NetworkPolicy", "-sandbox-runtime").at("/spec/egress").toString()).doesNotContain("6443");
    assertThat(Chart.install("standard").named("NetworkPolicy", "-sandbox-runtime").at("/spec/egress").toString()).contains("6443");
  }
}
