package dev.missionmesh.searchindexer.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far a mission is, as of one of its sequence numbers.
 *
 * @param sequence orders statuses of a mission; the highest is the newest
 * @param state as in JSON, {@code queued} and so on
 * @param reason why it ended as it did; null unless final
 * @param endedAt to the microsecond; null unless final
 * @param exitCode of the last attempt; null unless final, or when no process ended by itself
 * @param stdout beginning of what the result printed, as {@link Excerpt} cuts it; never null
 * @param stderr the same of the error stream
 */
public record MissionStatus(
    long sequence,
    String state,
    @Nullable String reason,
    @Nullable Instant endedAt,
    @Nullable Integer exitCode,
    @Nullable String resultSha256,
    @Nullable String stdout,
    @Nullable String stderr) {
  public MissionStatus {
    endedAt = endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MICROS);
    stdout = Excerpt.of(stdout);
    stderr = Excerpt.of(stderr);
  }

  /** A mission that has not ended. */
  public static MissionStatus pending(long sequence, String state) {
    return new MissionStatus(sequence, state, null, null, null, null, null, null);
  }

  MissionStatus latest(MissionStatus other) {
    return other == null || other.sequence <= sequence ? this : other;
  }
}
