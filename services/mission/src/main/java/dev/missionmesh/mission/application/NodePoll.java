package dev.missionmesh.mission.application;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;

/** A node that waits for leases. */
final class NodePoll {
  final String node;
  private final int max;
  private final UniEmitter<? super LeaseAnswer> emitter;
  private final List<LeaseOffer.Grant> grants = new ArrayList<>();
  private boolean answered;
  long timer;
  boolean expired;

  NodePoll(String node, int max, UniEmitter<? super LeaseAnswer> emitter) {
    this.node = node;
    this.max = max;
    this.emitter = emitter;
  }

  boolean hasRoom() {
    return !answered && grants.size() < max;
  }

  int room() {
    return answered ? 0 : max - grants.size();
  }

  void add(LeaseOffer.Grant grant) {
    grants.add(grant);
  }

  boolean isFilled() {
    return !grants.isEmpty();
  }

  /** The round failed: what was put here is not leased. */
  void clear() {
    grants.clear();
  }

  void answer(List<CancelNotice> cancels) {
    if (answered) return;
    answered = true;
    emitter.complete(new LeaseAnswer(List.copyOf(grants), cancels));
  }

  void leave() {
    answered = true;
  }
}
