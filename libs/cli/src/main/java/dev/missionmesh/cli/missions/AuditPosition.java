package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Failure;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Finds where in the tenant's audit log the end of a mission is recorded. */
final class AuditPosition {
  private static final String FINISHED = "dev.missionmesh.mission.finished.v1";
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final MeshClient client;

  AuditPosition(MeshClient client) {
    this.client = client;
  }

  /**
   * The index now; empty when the end is not audited yet, or this mesh or this key shows no audit
   * log.
   */
  OptionalLong find(String missionId) {
    try {
      return finished(client.get("/api/v1/audit/missions/" + MeshClient.encode(missionId)));
    } catch (Failure noAudit) {
      return OptionalLong.empty();
    }
  }

  /** Like {@link #find}, but gives the log up to {@code patience} to catch up with the mission. */
  OptionalLong await(String missionId, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        OptionalLong found =
            finished(client.get("/api/v1/audit/missions/" + MeshClient.encode(missionId)));
        if (found.isPresent() || System.nanoTime() > deadline) return found;
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    } catch (Failure noAudit) {
      return OptionalLong.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private static OptionalLong finished(JsonNode answer) {
    OptionalLong last = OptionalLong.empty();
    for (JsonNode entry : answer.path("entries")) {
      if (entry.path("type").asText().equals(FINISHED))
        last = OptionalLong.of(entry.path("index").asLong());
    }
    return last;
  }
}
