package dev.missionmesh.telemetry.api;

import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.telemetry.domain.Alert;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An alert as it is shown. {@code state} is {@code open} or {@code resolved}. */
@Schema(name = "Alert")
public record AlertView(
    UUID id,
    @Schema(
            enumeration = {
              "authentication-burst",
              "foreign-lease",
              "stale-lease",
              "result-mismatch",
              "node-drift"
            })
        String rule,
    TargetView target,
    @Schema(enumeration = {"open", "resolved"}) String state,
    @Schema(description = "Occurrences from the first to the last seen.") long count,
    @Schema(description = "What the count had to reach.") long threshold,
    Instant firstSeen,
    Instant lastSeen,
    Instant raisedAt,
    @Schema(nullable = true) Instant resolvedAt) {
  /** What it is about. */
  @Schema(name = "AlertTarget")
  public record TargetView(
      @Schema(enumeration = {"address", "key", "tenant", "node"}) String kind,
      @Schema(examples = "203.0.113.7") String name) {}

  /** Alerts, newest first; the cursor is null at the end. */
  @Schema(name = "AlertPage")
  public record Page(List<AlertView> items, @Schema(nullable = true) String nextCursor) {
    static Page of(List<Alert> alerts, int limit, PageCursor cursors) {
      List<AlertView> items = alerts.stream().limit(limit).map(AlertView::of).toList();
      boolean more = alerts.size() > limit;
      return new Page(items, more ? cursors.after(items.getLast().id().toString()) : null);
    }
  }

  static AlertView of(Alert a) {
    return new AlertView(
        a.id(),
        a.suspicion().label(),
        new TargetView(a.target().kind(), a.target().name()),
        a.open() ? "open" : "resolved",
        a.count(),
        a.threshold(),
        a.firstSeen(),
        a.lastSeen(),
        a.raisedAt(),
        a.resolvedAt());
  }
}
