package dev.missionmesh.auditlog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.missionmesh.auditlog.LineCursor.Malformed;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** Reads lines of an export and checks what can be seen from one line alone. Reused from line to line. */
final class EntryReader {
  /** What a line says of its data. */
  enum Data {
    INTACT,
    CHANGED,
    ERASED
  }

  private static final byte[] INDEX = ascii("{\"index\":");
  private static final String[] STRINGS = {
    "eventId", "type", "time", "source", "subject", "tenant", "topic"
  };
  private static final byte[][] NAMES = new byte[STRINGS.length][];
  private static final byte[] SEQUENCE = ascii(",\"sequence\":");
  private static final byte[] COMMITMENT = ascii(",\"commitment\":\"");
  private static final byte[] QUOTE = ascii("\"");
  private static final byte[] LEAF_HASH = ascii("\"" + ExportLine.LEAF_HASH);
  private static final byte[] ERASED = ascii(ExportLine.ERASED);
  private static final byte[] SALT = ascii(ExportLine.SALT);
  private static final byte[] DATA = ascii(ExportLine.DATA);
  private static final byte[] DATA_BASE64 = ascii(ExportLine.DATA_BASE64);

  static {
    for (int i = 0; i < STRINGS.length; i++) {
      NAMES[i] = ascii(",\"" + STRINGS[i] + "\":\"");
    }
  }

  private final LineCursor cursor = new LineCursor();
  private final byte[] commitment = new byte[MerkleHash.LENGTH];
  private final byte[] statedHash = new byte[MerkleHash.LENGTH];
  private final byte[] salt = new byte[LogEntry.SALT_LENGTH];
  private long index;
  private String tenant = "";
  private byte[] tenantBytes = {};
  private byte[] leafHash = {};
  private Data data = Data.CHANGED;

  /**
   * Reads the line between two positions, without its newline.
   *
   * @throws Malformed if it is not in form
   */
  void read(byte[] buffer, int start, int end) {
    cursor.reset(buffer, start, end);
    cursor.require(INDEX, "index");
    index = cursor.number("index");
    for (int i = 0; i < STRINGS.length; i++) {
      cursor.require(NAMES[i], STRINGS[i]);
      int from = cursor.position();
      cursor.string(STRINGS[i]);
      if (i == 5) {
        rememberTenant(buffer, from, cursor.position());
      }
      cursor.require(QUOTE, STRINGS[i]);
    }
    cursor.require(SEQUENCE, "sequence");
    cursor.number("sequence");
    cursor.require(COMMITMENT, "commitment");
    cursor.hex(commitment, "commitment");
    leafHash = MerkleHash.leaf(buffer, start, cursor.position() + 1 - start, (byte) '}');
    cursor.require(LEAF_HASH, "leafHash");
    cursor.hex(statedHash, "leafHash");
    data = readData(buffer, end);
  }

  private Data readData(byte[] buffer, int end) {
    if (cursor.skip(ERASED)) {
      requireEnd(cursor.position() == end);
      return Data.ERASED;
    }
    cursor.require(SALT, "salt");
    cursor.hex(salt, "salt");
    MessageDigest digest = MerkleHash.digest();
    digest.update(salt);
    if (cursor.skip(DATA)) {
      requireEnd(cursor.position() < end - 1 && buffer[end - 1] == '}');
      digest.update(buffer, cursor.position(), end - 1 - cursor.position());
    } else {
      cursor.require(DATA_BASE64, "data");
      int from = cursor.position();
      requireEnd(from <= end - 2 && buffer[end - 2] == '"' && buffer[end - 1] == '}');
      digest.update(decoded(Arrays.copyOfRange(buffer, from, end - 2)));
    }
    return Arrays.equals(digest.digest(), commitment) ? Data.INTACT : Data.CHANGED;
  }

  private static byte[] decoded(byte[] base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new Malformed("has no well-formed \"dataBase64\"");
    }
  }

  private static void requireEnd(boolean inForm) {
    if (!inForm) {
      throw new Malformed("does not end as an entry ends");
    }
  }

  private void rememberTenant(byte[] buffer, int from, int to) {
    if (!Arrays.equals(buffer, from, to, tenantBytes, 0, tenantBytes.length)) {
      tenantBytes = Arrays.copyOfRange(buffer, from, to);
      tenant = cursor.text(from, to);
    }
  }

  long index() {
    return index;
  }

  String tenant() {
    return tenant;
  }

  byte[] leafHash() {
    return leafHash;
  }

  /** Whether the line's own {@code leafHash} fits the rest of it. */
  boolean hashFits() {
    return Arrays.equals(leafHash, statedHash);
  }

  Data data() {
    return data;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
