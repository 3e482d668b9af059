package dev.missionmesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.chart.RenderedServices;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a cluster a service is given what it is given on one machine. */
class ChartEnvironmentTest {
  /** Given in a cluster only, or there by a value: the JVM's size, limits of a node and its Pods, names of an instance. */
  private static final List<String> CLUSTER_ONLY =
      List.of(
          "JAVA_TOOL_OPTIONS",
          "MESH_NODE_BACKEND",
          "MESH_NODE_DRAIN_GRACE",
          "MESH_SEARCH_INSTANCE",
          "MP_MESSAGING_INCOMING_MISSION_FACTS_GROUP_ID",
          // On one machine only where there are several processes of a service.
          "QUARKUS_SHUTDOWN_DELAY");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer"})
  void theSameVariablesAreSet(String service) throws Exception {
    var chart = new TreeSet<>(RenderedServices.environment("trial", service).keySet());
    chart.removeAll(CLUSTER_ONLY);
    chart.removeIf(name -> name.startsWith("MESH_NODE_KUBERNETES_"));

    assertThat(chart).containsExactlyInAnyOrderElementsOf(local(Profile.STANDARD, service).keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MESH_GATEWAY_OIDC_ISSUER", "MESH_GATEWAY_OIDC_RESOURCE", "MESH_GATEWAY_OIDC_AUTHORIZATION_SERVICES"})
  void soAreThoseOfAnIssuer(String variable) throws Exception {
    assertThat(local(Profile.ENTERPRISE, "gateway")).containsKey(variable);
    assertThat(RenderedServices.environment("enterprise", "gateway")).containsKey(variable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer"})
  void everyFileThatAVariableNamesLiesInAVolume(String service) {
    Map<String, String> environment = RenderedServices.environment("standard", service);
    JsonNode mounts = RenderedServices.container("standard", service).path("volumeMounts");
    List<String> paths = mounts.findValuesAsText("mountPath");

    assertThat(environment.values().stream().filter(v -> v.startsWith("/")))
        .isNotEmpty()
        .allMatch(v -> paths.stream().anyMatch(p -> v.equals(p) || v.startsWith(p + "/")));
  }

  private Map<String, String> local(Profile profile, String service) throws Exception {
    var data = new DataFolder(folder);
    var ports = new HashMap<String, Integer>();
    int port = 20000;
    for (String name : List.of("postgres", "kafka", "kafka-controller", "keycloak")) ports.put(name, port++);
    for (String name : profile.services()) ports.put(name, port++);
    return new ServiceEnvironment(data, new MeshState(new Layout(profile, WafMode.OFF, 1), ports), Secrets.ensure(data)).of(service, service);
  }
}
