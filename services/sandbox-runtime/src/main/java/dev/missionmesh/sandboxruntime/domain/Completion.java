package dev.missionmesh.sandboxruntime.domain;

import java.time.Duration;
import java.util.List;

/** The end of an attempt, as it is told to mission. */
public record Completion(
    LeaseRef ref,
    int attempt,
    Outcome outcome,
    AttemptResult result,
    Seal seal,
    int logChunks,
    Duration duration,
    SandboxInfo sandbox,
    List<Step> steps,
    Usage usage) {
  private static final int ENVELOPE_BYTES = 1024;

  /** About how many bytes this takes on the wire. */
  public int wireBytes() {
    return ENVELOPE_BYTES + (result.stdout().length + result.stderr().length) * 4 / 3;
  }
}
