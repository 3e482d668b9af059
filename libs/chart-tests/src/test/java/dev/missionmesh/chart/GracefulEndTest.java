package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Pod has the time that its service takes to end. */
class GracefulEndTest {
  private static final int KEPT_SECONDS = 2;
  private static final Pattern TIMEOUT = Pattern.compile("(?m)^quarkus\\.shutdown\\.timeout=(\\d+)s$");

  static Stream<JsonNode> workloads() {
    return Stream.of("standard", "production")
        .map(Chart::install)
        .flatMap(r -> Stream.concat(r.kind("Deployment"), r.kind("DaemonSet")))
        .filter(d -> java.nio.file.Files.exists(settings(d)));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void thePodOutlivesItsServicesOwnEnd(JsonNode workload) {
    JsonNode pod = workload.at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");
    Matcher timeout = TIMEOUT.matcher(Chart.read(settings(workload)));
    long goesOnAnswering = Long.parseLong(variable(container, "QUARKUS_SHUTDOWN_DELAY").orElseThrow().replace("S", ""));
    long needed = goesOnAnswering + (timeout.find() ? Long.parseLong(timeout.group(1)) : 1);
    needed += drainGrace(container).toSeconds();

    assertThat(goesOnAnswering).as("longer than connections to it are kept").isGreaterThan(KEPT_SECONDS);
    assertThat(Chart.read(settings(workload))).contains("quarkus.shutdown.delay-enabled=true");
    assertThat(pod.path("terminationGracePeriodSeconds").asLong()).as(Rendered.id(workload)).isGreaterThanOrEqualTo(needed + 5);
  }

  private static Duration drainGrace(JsonNode container) {
    return variable(container, "MESH_NODE_DRAIN_GRACE").map(Duration::parse).orElse(Duration.ZERO);
  }

  private static Optional<String> variable(JsonNode container, String name) {
    return Rendered.items(container.path("env"))
        .filter(e -> e.path("name").asText().equals(name))
        .map(e -> e.path("value").asText())
        .findFirst();
  }

  private static Path settings(JsonNode workload) {
    String component = workload.at("/metadata/labels/app.kubernetes.io~1component").asText();
    return Path.of("../../services", component, "src/main/resources/application.properties");
  }
}
