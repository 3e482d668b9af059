package dev.missionmesh.mission.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A mission as callers see it; the JSON of it is in docs/architecture/contracts.md. */
@Schema(name = "Mission")
public record MissionView(
    @Schema(format = "uuid", description = "A UUIDv7: ids sort by time of submission.") String id,
    String tenant,
    @Schema(nullable = true) String name,
    @Schema(enumeration = {"command", "script", "noop"}) String executor,
    @Schema(
            enumeration = {
              "queued",
              "awaiting_approval",
              "running",
              "waiting_retry",
              "paused",
              "succeeded",
              "failed",
              "cancelled",
              "dead_lettered"
            })
        String state,
    @Schema(nullable = true, description = "Why it ended or waits, as a word for programs.")
        String reason,
    Map<String, String> labels,
    @Schema(minimum = "0", maximum = "100") int priority,
    Instant queuedAt,
    @Schema(nullable = true) Instant startedAt,
    @Schema(nullable = true) Instant endedAt,
    @Schema(description = "One sentence for people: why it is where it is.") String why,
    List<Attempt> attempts,
    @Schema(nullable = true, description = "What the latest attempt left; null in lists.")
        Result result,
    Receipt receipt) {
  /** One lease and what came of it. */
  public record Attempt(
      @Schema(minimum = "1") long number,
      String node,
      @Schema(nullable = true, description = "Null while it runs.") String outcome,
      @Schema(nullable = true) Integer exitCode,
      @Schema(nullable = true) String reason,
      Instant startedAt,
      @Schema(nullable = true) Instant endedAt) {}

  /** What the latest attempt has left; U+FFFD stands for what is not UTF-8. */
  public record Result(
      @Schema(nullable = true) Integer exitCode,
      String stdout,
      String stderr,
      boolean truncated,
      @Schema(pattern = "^[0-9a-f]{64}$", description = "Of the canonical result.")
          String sha256) {}

  /** Under what the mission ran. {@code auditIndex} is the client's to fill in. */
  public record Receipt(
      @Schema(description = "Digest of the policy snapshot.") String policySnapshot,
      String decision,
      @Schema(description = "The rule that decided.") String rule,
      @Schema(nullable = true) String node,
      @Schema(nullable = true) Sandbox sandbox,
      @Schema(nullable = true, minimum = "0") Long durationMs,
      @Schema(nullable = true, description = "Null here; see /api/v1/audit/missions/{id}.")
          Long auditIndex) {}

  /** In what it ran. */
  public record Sandbox(String backend, boolean degraded) {}
}
