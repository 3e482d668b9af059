package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cancels that nodes are to hear of; each is told once through a poll, renewals repeat it. Used on
 * the {@link EngineThread} only.
 */
@ApplicationScoped
class CancelNotices {
  private static final int MOST = 10_000;

  private final Map<CancelNotice, Boolean> told = new HashMap<>();

  void add(List<CancelNotice> notices) {
    if (told.size() > MOST) told.clear();
    for (CancelNotice notice : notices) told.putIfAbsent(notice, false);
  }

  /** What the node has not heard of; from now on it has. */
  List<CancelNotice> untold(String node) {
    List<CancelNotice> untold = new ArrayList<>();
    for (var entry : told.entrySet()) {
      if (entry.getValue() || !entry.getKey().node().equals(node)) continue;
      untold.add(entry.getKey());
      entry.setValue(true);
    }
    return untold;
  }

  void forget(MissionId id) {
    told.keySet().removeIf(notice -> notice.missionId().equals(id));
  }
}
