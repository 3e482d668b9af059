package dev.missionmesh.gateway.application;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Good tokens as they were found a moment ago. One that was refused is examined anew each time, so
 * that nobody fills the memory with what he made up.
 */
public final class TokenCache extends RecentReads<TokenCache.Presented, Verdict> {
  /** A token, equal to another by its hash; the text is at hand for examining it again. */
  static final class Presented {
    private final String text;
    private final byte[] sha256;

    Presented(String text) {
      this.text = text;
      try {
        this.sha256 =
            MessageDigest.getInstance("SHA-256")
                .digest(text.getBytes(StandardCharsets.ISO_8859_1));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Presented that && MessageDigest.isEqual(sha256, that.sha256);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(sha256);
    }
  }

  /**
   * A cache that is empty.
   *
   * @param believed how long a verdict serves
   * @param capacity number of verdicts held at most
   * @param maxReads number of tokens being examined at most
   */
  public TokenCache(
      TokenVerifier verifier,
      Duration believed,
      int capacity,
      int maxReads,
      LongSupplier nanoTime) {
    super(token -> verifier.verify(token.text), believed, capacity, maxReads, nanoTime);
  }

  /** The verdict if it is at hand; null if the token has to be examined. Never blocks. */
  public Verdict atHand(String token) {
    return recent(new Presented(token));
  }

  /** The verdict, found out unless it is at hand. Fails with {@link Unavailable}. */
  public Uni<Verdict> find(String token) {
    Presented presented = new Presented(token);
    return read(presented)
        .invoke(
            verdict -> {
              if (verdict instanceof Verdict.Refused) {
                drop(presented);
              }
            });
  }
}
