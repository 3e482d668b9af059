package dev.missionmesh.telemetry.domain;

import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that the log is to keep. A record that breaks these bounds could never be stored, so it is refused here.
 *
 * @param tenant whose log it belongs to
 * @param topic where it was read
 * @param data its bytes, at most {@value #MAX_DATA}; empty for an event without data
 */
public record Fact(
    UUID id,
    String type,
    Instant time,
    String source,
    String subject,
    TenantId tenant,
    String topic,
    long sequence,
    byte[] data) {
  public static final int MAX_DATA = 1 << 20;
  private static final int MAX_NAME = 200;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  public Fact {
    requireName("type", type);
    requireName("source", source);
    requireName("subject", subject);
    if (sequence < 0) {
      throw new IllegalArgumentException("the sequence is negative");
    }
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException("the time is out of bounds");
    }
    if (data.length > MAX_DATA) {
      throw new IllegalArgumentException("the data is larger than " + MAX_DATA + " bytes");
    }
  }

  /** The subject as the id of a mission, or null if it is none. */
  public @Nullable UUID missionId() {
    if (subject.length() != 36 || subject.charAt(8) != '-') {
      return null;
    }
    try {
      return UUID.fromString(subject);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void requireName(String what, String value) {
    if (value.isEmpty() || value.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "the " + what + " has not 1 to " + MAX_NAME + " characters");
    }
    if (value.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("the " + what + " has control characters");
    }
  }
}
