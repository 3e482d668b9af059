package dev.missionmesh.searchindexer.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;

/**
 * A piece of an attempt's output, cut anywhere.
 *
 * @param chunk number within the attempt, from 0 over both streams
 * @param sequence the mission's own numbering of states and logs
 * @param stream {@code stdout} or {@code stderr}
 * @param data the bytes; not to be changed
 */
public record LogChunk(
    String tenant,
    String missionId,
    int attempt,
    int chunk,
    long sequence,
    String stream,
    Instant at,
    byte[] data)
    implements Fact {
  public LogChunk {
    if (attempt < 0 || chunk < 0) {
      throw new IllegalArgumentException("attempt and chunk must be >= 0");
    }
    at = at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    Objects.requireNonNull(data, "data");
  }

  @Override
  public String key() {
    return keyOf(chunk);
  }

  /** Key of another chunk of the same attempt. */
  public String keyOf(int otherChunk) {
    return DocumentKey.ofChunk(tenant, missionId, attempt, otherChunk);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogChunk that
        && key().equals(that.key())
        && sequence == that.sequence
        && Objects.equals(stream, that.stream)
        && Objects.equals(at, that.at)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(missionId, attempt, chunk, sequence);
  }
}
