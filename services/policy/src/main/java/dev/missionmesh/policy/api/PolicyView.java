package dev.missionmesh.policy.api;

import dev.missionmesh.policy.domain.PublishedSnapshot;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A snapshot as callers see it, without its text. */
@Schema(name = "Policy", description = "A snapshot without its text.")
record PolicyView(
    String digest,
    String name,
    long version,
    Instant publishedAt,
    String publishedBy,
    @Schema(description = "True for the one in force.") boolean active) {
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
  @Schema(name = "PolicyList")
  record Page(List<PolicyView> items) {
    static Page of(List<PublishedSnapshot> snapshots) {
      return new Page(snapshots.stream().map(PolicyView::of).toList());
    }
  }
}
