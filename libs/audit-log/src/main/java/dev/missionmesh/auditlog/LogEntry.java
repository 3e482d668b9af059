package dev.missionmesh.auditlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * What the log keeps of an event for ever. It holds no data of the event, only a salted commitment to it, so that salt and data can
 * be erased while the log still verifies.
 *
 * @param index position in the tenant's log, from 0
 * @param eventId CloudEvents id
 * @param time CloudEvents time, in microseconds
 * @param source the service that says it has happened
 * @param tenant the log it belongs to
 * @param topic where it was read; the broker knows who may write there
 * @param sequence the subject's own numbering
 * @param commitment see {@link #commitment}
 */
public record LogEntry(
    long index,
    String eventId,
    String type,
    Instant time,
    String source,
    String subject,
    String tenant,
    String topic,
    long sequence,
    byte[] commitment) {

  /** Bytes of a salt. Each entry has its own, from a secure random source. */
  public static final int SALT_LENGTH = 16;

  /** {@code SHA-256(salt || data)}. */
  public static byte[] commitment(byte[] salt, byte[] data) {
    if (salt.length != SALT_LENGTH) {
      throw new IllegalArgumentException("a salt has 16 bytes, not " + salt.length);
    }
    MessageDigest digest = MerkleHash.digest();
    digest.update(salt);
    return digest.digest(data);
  }

  /** The bytes of the leaf: one line of JSON, in UTF-8. They are stored as they are, and hashed as they are stored. */
  public byte[] leaf() {
    StringBuilder out = new StringBuilder(448);
    out.append("{\"index\":").append(index);
    member(out, "eventId", eventId);
    member(out, "type", type);
    member(out, "time", time.truncatedTo(ChronoUnit.MICROS).toString());
    member(out, "source", source);
    member(out, "subject", subject);
    member(out, "tenant", tenant);
    member(out, "topic", topic);
    out.append(",\"sequence\":").append(sequence).append(",\"commitment\":\"");
    HexFormat.of().formatHex(out, commitment);
    return out.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void member(StringBuilder out, String name, String value) {
    out.append(",\"").append(name).append("\":");
    JsonText.quote(out, value);
  }
}
