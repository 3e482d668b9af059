package dev.missionmesh.endtoend.matrix;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Makes of a good key of one tenant a well-formed one that claims to be another's. */
final class Forgery {
  private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CHECKSUM = 6;

  static String claiming(String tenant, String key) {
    String body = key.substring(0, key.length() - CHECKSUM);
    String claimed = "mesh_" + tenant + body.substring(body.indexOf('_', "mesh_".length()));
    CRC32 crc = new CRC32();
    crc.update(claimed.getBytes(StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    for (long rest = crc.getValue(); digits.length() < CHECKSUM; rest /= DIGITS.length()) {
      digits.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
    }
    return claimed + digits;
  }

  private Forgery() {}
}
