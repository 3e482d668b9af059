package dev.missionmesh.policy.api;

import dev.missionmesh.policy.domain.PublishedSnapshot;
import java.time.Instant;
import java.util.List;

/** A snapshot as callers see it, without its text. */
record PolicyView(
    String digest,
    String name,
    long version,
    Instant publishedAt,
    String publishedBy,
    boolean active) {
  static PolicyView of(PublishedSnapshot snapshot) {
    return new PolicyView(
        snapshot.digest(),
        snapshot.name(),
        snapshot.version(),
        snapshot.publishedAt(),
        snapshot.publishedBy(),
        snapshot.active());
  }

  /** All snapshots, the latest first. */
  record Page(List<PolicyView> items) {
    static Page of(List<PublishedSnapshot> snapshots) {
      return new Page(snapshots.stream().map(PolicyView::of).toList());
    }
  }
}
