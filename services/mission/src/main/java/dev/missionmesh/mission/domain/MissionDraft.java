package dev.missionmesh.mission.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, unchecked: each member may be null. {@link DraftCheck} makes a {@link
 * MissionSpec} of it.
 */
public record MissionDraft(
    @Nullable String name,
    @Nullable String executor,
    @Nullable List<String> command,
    @Nullable Script script,
    @Nullable Map<String, String> env,
    @Nullable String stdin,
    @Nullable Map<String, String> labels,
    @Nullable Integer priority,
    @Nullable String timeout,
    @Nullable Retries retries,
    @Nullable Resources resources,
    @Nullable String zone,
    @Nullable String riskTier,
    @Nullable List<String> capabilities) {
  /** Source text and what interprets it. */
  public record Script(@Nullable String interpreter, @Nullable String source) {}

  /** How often and how soon to try again; durations in ISO-8601. */
  public record Retries(@Nullable Integer maxAttempts, @Nullable String backoff, @Nullable String maxBackoff) {}

  /** Limits asked for. */
  public record Resources(@Nullable Double cpus, @Nullable Long memoryBytes, @Nullable Long diskBytes) {}
}
