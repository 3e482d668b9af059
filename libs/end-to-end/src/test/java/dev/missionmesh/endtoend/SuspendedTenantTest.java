package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.endtoend.mesh.EventTail;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A suspended tenant finds every door shut; what waited goes on once it is resumed. */
class SuspendedTenantTest {
  private static final Duration ALL_SHUT = Duration.ofSeconds(5);
  private static final Duration BACKOFF = Duration.ofSeconds(2);

  private final RunningMesh mesh = RunningMesh.shared();
  private final Tenant tenant = mesh.tenant("suspended");

  @Test
  void everyDoorIsShutAndWhatWaitedGoesOnAfterwards() throws IOException, InterruptedException {
    String waiting =
        tenant.submit(
            Map.of(
                "executor", "command", "command", List.of("false"),
                "retries", Map.of("maxAttempts", 2, "backoff", BACKOFF.toString())));
    String running = tenant.command("sleep", "120");
    awaitState(running, "running");
    awaitState(waiting, "waiting_retry");

    try (EventTail tail = EventTail.open(tenant, running, null)) {
      assertThat(mesh.cli("tenant", "suspend", tenant.id(), "-o", "json").json().path("state").asText())
          .isEqualTo("suspended");
      await().atMost(ALL_SHUT).untilAsserted(this::assertAllShut);
      assertThat(isCut(tail)).isTrue();
    }
    await().pollDelay(BACKOFF.multipliedBy(2)).untilAsserted(this::assertAllShut);

    Instant resumed = Instant.now();
    assertThat(mesh.cli("tenant", "resume", tenant.id(), "-o", "json").json().path("state").asText())
        .isEqualTo("active");
    await().until(() -> tenant.api().get("/api/v1/missions").statusCode() == 200);
    tenant.await(waiting);
    List<String> starts = tenant.api().get("/api/v1/missions/" + waiting).path("attempts.startedAt");
    assertThat(starts).hasSize(2);
    assertThat(Instant.parse(starts.getLast())).isAfter(resumed);
    awaitState(running, "running");
    tenant.api().post("/api/v1/missions/" + running + "/cancel").then().statusCode(202);
    tenant.await(running);
  }

  private void awaitState(String mission, String state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> tenant.api().get("/api/v1/missions/" + mission).path("state").equals(state));
  }

  private void assertAllShut() {
    Stream.of(
            "missions", "missions/x/events", "dead-letters", "nodes", "search?q=a", "search/documents", "audit/checkpoint",
            "audit/export", "policies", "keys", "capabilities")
        .map(path -> tenant.api().get("/api/v1/" + path))
        .forEach(SuspendedTenantTest::assertShut);
    assertShut(
        tenant.api().contentType(ContentType.JSON).body(Map.of("executor", "noop")).post("/api/v1/missions"));
  }

  private static void assertShut(Response answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.<String>path("type")).isEqualTo("https://missionmesh.dev/problems/tenant-suspended");
  }

  /** Reads what was sent before; true if the stream then breaks off or ends without the mission's end. */
  private static boolean isCut(EventTail tail) {
    try {
      for (EventTail.Event event = tail.next(); event != null; event = tail.next()) {
        if (event.name().equals("end")) {
          return false;
        }
      }
      return true;
    } catch (IOException brokenOff) {
      return true;
    }
  }
}
