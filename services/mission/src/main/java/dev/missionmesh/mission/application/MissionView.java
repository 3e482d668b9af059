package dev.missionmesh.mission.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A mission as callers see it; the JSON of it is in docs/architecture/contracts.md. */
public record MissionView(
    String id,
    String tenant,
    String name,
    String executor,
    String state,
    String reason,
    Map<String, String> labels,
    int priority,
    Instant queuedAt,
    Instant startedAt,
    Instant endedAt,
    String why,
    List<Attempt> attempts,
    Result result,
    Receipt receipt) {
  /** One lease and what came of it. */
  public record Attempt(
      long number,
      String node,
      String outcome,
      Integer exitCode,
      String reason,
      Instant startedAt,
      Instant endedAt) {}

  /** What the latest attempt has left; U+FFFD stands for what is not UTF-8. */
  public record Result(
      Integer exitCode, String stdout, String stderr, boolean truncated, String sha256) {}

  /** Under what the mission ran. {@code auditIndex} is the client's to fill in. */
  public record Receipt(
      String policySnapshot,
      String decision,
      String rule,
      String node,
      Sandbox sandbox,
      Long durationMs,
      Long auditIndex) {}

  /** In what it ran. */
  public record Sandbox(String backend, boolean degraded) {}
}
