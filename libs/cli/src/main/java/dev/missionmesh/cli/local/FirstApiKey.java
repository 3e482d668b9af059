package dev.missionmesh.cli.local;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/** A fresh API key, {@code mesh_<tenant>_<keyId>_<secret><crc>}, that the gateway registers. */
final class FirstApiKey {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID = 12;
  private static final int SECRET = 43;
  private static final int CHECKSUM = 6;

  static String generate(String tenant) {
    var random = new SecureRandom();
    String body = "mesh_" + tenant + "_" + random(random, ID) + "_" + random(random, SECRET);
    return body + checksum(body);
  }

  /** CRC-32 of the text as six base62 digits, most significant first. */
  static String checksum(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    var digits = new char[CHECKSUM];
    long rest = crc.getValue();
    for (int i = CHECKSUM - 1; i >= 0; i--, rest /= DIGITS.length()) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
    }
    return new String(digits);
  }

  private static String random(SecureRandom random, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    return text.toString();
  }

  private FirstApiKey() {}
}
