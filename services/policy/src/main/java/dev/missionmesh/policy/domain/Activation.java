package dev.missionmesh.policy.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot becomes the active one.
 *
 * @param sequence counts activations without gaps, from 1: the greater one is the newer
 * @param previous digest that was active until then, or null
 */
public record Activation(
    long sequence, String digest, @Nullable String previous, Instant at, String principal) {
  public Activation {
    if (sequence < 1) throw new IllegalArgumentException("sequence must be positive");
    if (digest.equals(previous)) throw new IllegalArgumentException("it is active already");
  }

  /** The first of all. */
  public static Activation first(String digest, Instant at, String principal) {
    return new Activation(1, digest, null, at, principal);
  }

  /** The one after activation number {@code sequence}, which had made {@code previous} active. */
  public static Activation after(
      long sequence, String previous, String digest, Instant at, String principal) {
    return new Activation(sequence + 1, digest, previous, at, principal);
  }
}
