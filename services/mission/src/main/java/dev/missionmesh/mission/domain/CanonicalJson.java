package dev.missionmesh.mission.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes RFC 8785 canonical JSON of the few shapes that are hashed here: the caller names members
 * in the order of their UTF-16 code units; numbers are integers below 2^53.
 */
final class CanonicalJson {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private final StringBuilder out;

  CanonicalJson(int capacity) {
    out = new StringBuilder(capacity);
  }

  CanonicalJson raw(String text) {
    out.append(text);
    return this;
  }

  CanonicalJson number(long value) {
    out.append(value);
    return this;
  }

  CanonicalJson text(String value) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x20 && c != '"' && c != '\\') continue;
      out.append(value, from, i);
      from = i + 1;
      escape(c);
    }
    out.append(value, from, value.length()).append('"');
    return this;
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
    }
  }

  CanonicalJson texts(Collection<String> values) {
    out.append('[');
    boolean first = true;
    for (String value : values) {
      if (!first) out.append(',');
      first = false;
      text(value);
    }
    out.append(']');
    return this;
  }

  CanonicalJson texts(Map<String, String> values) {
    out.append('{');
    boolean first = true;
    for (var entry : new TreeMap<>(values).entrySet()) {
      if (!first) out.append(',');
      first = false;
      text(entry.getKey());
      out.append(':');
      text(entry.getValue());
    }
    out.append('}');
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
