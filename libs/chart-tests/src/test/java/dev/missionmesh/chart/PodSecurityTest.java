package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every container of every Pod, hooks and first containers included, may as little as possible. */
class PodSecurityTest {
  private static final Set<String> NEED_A_TOKEN =
      Set.of(
          "Deployment/r-missionmesh-operator",
          "Deployment/r-missionmesh-sandbox-runtime",
          "DaemonSet/r-missionmesh-sandbox-runtime",
          "Job/r-missionmesh-secrets",
          "Job/r-missionmesh-forget");

  static Stream<PodTemplate> pods() {
    return Chart.valuesFiles().map(files -> Chart.install("r", files, Map.of())).flatMap(Rendered::pods);
  }

  static Stream<List<Path>> valuesFiles() {
    return Chart.valuesFiles();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void thereArePodsOfServicesAndOfHooks(List<Path> files) {
    var owners = Chart.install("r", files, Map.of()).pods().map(PodTemplate::owner).toList();

    assertThat(owners).contains("Deployment/r-missionmesh-gateway", "Job/r-missionmesh-secrets", "Pod/r-missionmesh-test");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void containersHaveLimitsAndRequests(PodTemplate pod) {
    eachContainer(
        pod,
        c -> {
          for (String kind : List.of("requests", "limits")) {
            for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
              assertThat(c.at("/resources/" + kind + "/" + resource).asText()).as(kind + " of " + resource).isNotEmpty();
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("pods")
  void containersMayNothingThatTheRestrictedStandardRefuses(PodTemplate pod) {
    assertThat(pod.spec().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.spec().at("/securityContext/runAsUser").asInt()).isPositive();
    assertThat(pod.spec().at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) assertThat(pod.spec().path(shared).asBoolean()).isFalse();
    eachContainer(
        pod,
        c -> {
          JsonNode security = c.path("securityContext");
          assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
          assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
          assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
          assertThat(security.path("privileged").asBoolean()).isFalse();
          assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
          assertThat(security.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
          assertThat(security.at("/capabilities/add").isMissingNode()).isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("pods")
  void containersThatRunOnHaveProbes(PodTemplate pod) {
    if (!pod.longRunning()) return;
    eachContainer(
        pod,
        c -> {
          for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(c.path(probe).isObject()).as(probe).isTrue();
            String port = c.path(probe).at("/httpGet/port").asText(c.path(probe).at("/tcpSocket/port").asText());
            assertThat(Rendered.items(c.path("ports")).map(p -> p.path("name").asText())).contains(port);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("pods")
  void onlyPodsThatTalkToTheApiServerHaveAToken(PodTemplate pod) {
    assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true)).isEqualTo(NEED_A_TOKEN.contains(pod.owner()));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void whatIsMountedIsThereAndOfTheKindsThatTheRestrictedStandardAllows(PodTemplate pod) {
    Set<String> volumes = Rendered.items(pod.spec().path("volumes")).map(v -> v.path("name").asText()).collect(Collectors.toSet());

    Rendered.items(pod.spec().path("volumes"))
        .forEach(v -> assertThat(v.has("emptyDir") || v.has("secret") || v.has("configMap") || v.has("persistentVolumeClaim")).isTrue());
    eachContainer(
        pod,
        c -> {
          assertThat(Rendered.items(c.path("volumeMounts")).map(m -> m.path("name").asText())).isSubsetOf(volumes);
          assertThat(Rendered.items(c.path("volumeMounts")).map(m -> m.path("mountPath").asText())).contains("/tmp");
          assertThat(Rendered.items(c.path("volumeMounts")).filter(m -> m.has("subPath")).map(m -> m.path("mountPath").asText()))
              .as("what is mounted by subPath does not change when its Secret does")
              .isSubsetOf("/etc/passwd");
        });
  }

  private static void eachContainer(PodTemplate pod, java.util.function.Consumer<JsonNode> check) {
    assertThat(pod.containers()).as(pod.owner()).isNotEmpty().allSatisfy(check);
  }
}
