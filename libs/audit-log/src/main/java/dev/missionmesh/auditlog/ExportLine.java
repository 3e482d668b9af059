package dev.missionmesh.auditlog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Writes entries as lines of an export: the leaf, its hash, and, unless erased, salt and data. Data that is one line of JSON
 * stands there as it is ({@code data}), other data as {@code dataBase64}; of an erased entry {@code salt} and {@code data} are null.
 */
public final class ExportLine {
  static final String LEAF_HASH = ",\"leafHash\":\"";
  static final String SALT = "\",\"salt\":\"";
  static final String DATA = "\",\"data\":";
  static final String DATA_BASE64 = "\",\"dataBase64\":\"";
  static final String ERASED = "\",\"salt\":null,\"data\":null}";

  /**
   * Appends one line without its newline.
   *
   * @param leaf what {@link LogEntry#leaf()} gave
   * @param salt null if erased
   * @param data null if erased; empty for an event without data
   */
  public static void write(ByteArrayOutputStream out, byte[] leaf, byte[] salt, byte[] data) {
    out.write(leaf, 0, leaf.length - 1);
    ascii(out, LEAF_HASH);
    ascii(out, HexFormat.of().formatHex(MerkleHash.leaf(leaf)));
    if (salt == null) {
      ascii(out, ERASED);
      return;
    }
    ascii(out, SALT);
    ascii(out, HexFormat.of().formatHex(salt));
    if (JsonText.isOneLineValue(data)) {
      ascii(out, DATA);
      out.writeBytes(data);
      out.write('}');
    } else {
      ascii(out, DATA_BASE64);
      out.writeBytes(Base64.getEncoder().encode(data));
      ascii(out, "\"}");
    }
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private ExportLine() {}
}
