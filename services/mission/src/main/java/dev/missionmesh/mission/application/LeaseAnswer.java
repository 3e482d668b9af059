package dev.missionmesh.mission.application;

import java.util.List;

/** What a node's poll is answered. */
public record LeaseAnswer(List<LeaseOffer.Grant> grants, List<CancelNotice> cancels) {
  static final LeaseAnswer NOTHING = new LeaseAnswer(List.of(), List.of());
}
