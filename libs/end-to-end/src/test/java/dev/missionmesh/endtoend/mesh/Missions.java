package dev.missionmesh.endtoend.mesh;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

final class Missions {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  static MissionView await(Tenant tenant, String id) {
    AtomicReference<MissionView> last = new AtomicReference<>();
    Awaitility.await("mission " + id + " is final")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              last.set(tenant.mission(id));
              return last.get().isFinal();
            });
    return last.get();
  }

  private Missions() {}
}
