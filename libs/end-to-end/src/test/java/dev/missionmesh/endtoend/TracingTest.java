package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.OtlpSink;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TracingTest {
  @Test
  void theSpansOfOneMissionJoinIntoOneTrace() {
    RunningMesh mesh = RunningMesh.shared();
    Tenant tenant = mesh.tenant("traced");
    String traceId = UUID.randomUUID().toString().replace("-", "");
    String parent = "00f067aa0ba902b7";
    String id =
        tenant
            .api()
            .contentType(ContentType.JSON)
            .header("traceparent", "00-" + traceId + "-" + parent + "-01")
            .body(Map.of("executor", "command", "command", new String[] {"echo", "traced"}))
            .post("/api/v1/missions")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    tenant.await(id);
    Awaitility.await("spans of every service on the road")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(services(mesh.spans(), traceId))
                    .contains("gateway", "mission", "sandbox-runtime", "telemetry", "search-indexer"));
    Set<String> known = mesh.spans().trace(traceId).map(OtlpSink.Received::spanId).collect(Collectors.toSet());
    assertThat(mesh.spans().trace(traceId))
        .allMatch(span -> span.parentId().equals(parent) || known.contains(span.parentId()));
  }

  private static Set<String> services(OtlpSink sink, String traceId) {
    return sink.trace(traceId).map(OtlpSink.Received::service).collect(Collectors.toSet());
  }
}
