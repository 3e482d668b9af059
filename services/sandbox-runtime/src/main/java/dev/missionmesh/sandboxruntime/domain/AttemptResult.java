package dev.missionmesh.sandboxruntime.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What an attempt gave.
 *
 * @param exitCode null unless the process ended by itself
 * @param truncated true when output or log beyond the limit was dropped
 */
public record AttemptResult(Integer exitCode, byte[] stdout, byte[] stderr, boolean truncated) {
  private static final byte[] NOTHING = new byte[0];

  /** A result without output. */
  public static AttemptResult empty(Integer exitCode) {
    return new AttemptResult(exitCode, NOTHING, NOTHING, false);
  }

  public String stdoutBase64() {
    return Base64.getEncoder().encodeToString(stdout);
  }

  public String stderrBase64() {
    return Base64.getEncoder().encodeToString(stderr);
  }

  /**
   * The canonical JSON of this result (RFC 8785): members in order of their names, no spaces.
   * Base64 has no character that JSON escapes, so nothing else is left to canonicalize.
   */
  public byte[] canonicalJson() {
    return ("{\"exitCode\":"
            + exitCode
            + ",\"stderrBase64\":\""
            + stderrBase64()
            + "\",\"stdoutBase64\":\""
            + stdoutBase64()
            + "\",\"truncated\":"
            + truncated
            + "}")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
