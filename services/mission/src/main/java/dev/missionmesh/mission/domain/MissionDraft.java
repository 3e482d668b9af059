package dev.missionmesh.mission.domain;

import java.util.List;
import java.util.Map;

/**
 * What a caller asks for, unchecked: each member may be null. {@link DraftCheck} makes a {@link
 * MissionSpec} of it.
 */
public record MissionDraft(
    String name,
    String executor,
    List<String> command,
    Script script,
    Map<String, String> env,
    String stdin,
    Map<String, String> labels,
    Integer priority,
    String timeout,
    Retries retries,
    Resources resources,
    String zone,
    String riskTier,
    List<String> capabilities) {
  /** Source text and what interprets it. */
  public record Script(String interpreter, String source) {}

  /** How often and how soon to try again; durations in ISO-8601. */
  public record Retries(Integer maxAttempts, String backoff, String maxBackoff) {}

  /** Limits asked for. */
  public record Resources(Double cpus, Long memoryBytes, Long diskBytes) {}
}
