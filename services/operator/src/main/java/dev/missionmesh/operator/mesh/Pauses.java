package dev.missionmesh.operator.mesh;

import dev.missionmesh.operator.application.Backoff;
import dev.missionmesh.operator.application.MeshUnavailable;
import dev.missionmesh.operator.application.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When the mesh may be asked again: after an outage, and by whom it has told to wait. */
final class Pauses {
  private record Pause(Instant until, String reason) {}

  private final Clock clock;
  private final Settings settings;
  private final Map<String, Pause> byOwner = new ConcurrentHashMap<>();
  private int unanswered;
  private Instant until = Instant.MIN;

  Pauses(Clock clock, Settings settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /** Fails while there is to be no request. */
  void require(String owner) {
    Instant now = clock.instant();
    Instant outage;
    synchronized (this) {
      outage = until;
    }
    if (now.isBefore(outage)) {
      throw new MeshUnavailable(
          "MeshUnavailable", "the mesh does not answer", Duration.between(now, outage));
    }
    Pause pause = byOwner.get(owner);
    if (pause != null && now.isBefore(pause.until)) {
      throw new MeshUnavailable(
          pause.reason,
          "the mesh has told the key of " + owner + " to wait",
          Duration.between(now, pause.until));
    }
  }

  void pause(String owner, Duration length, String reason) {
    byOwner.put(owner, new Pause(clock.instant().plus(length), reason));
  }

  synchronized void answered() {
    unanswered = 0;
    until = Instant.MIN;
  }

  /** The pause from now on. */
  synchronized Duration unanswered() {
    Instant now = clock.instant();
    if (now.isBefore(until)) return Duration.between(now, until);
    Duration pause = Backoff.after(unanswered++, settings.firstRetry(), settings.longestRetry());
    until = now.plus(pause);
    return pause;
  }
}
