package dev.missionmesh.sandboxruntime.config;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What a node can attest about itself. */
final class BuildIdentity {
  private static final int PREFIX = 12;

  /** The version, and the beginning of the SHA-256 of the code that runs where that is one file. */
  static String buildId(String version) {
    try {
      Path code =
          Path.of(BuildIdentity.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(code)) {
        return version + "+" + sha256(Files.readAllBytes(code)).substring(0, PREFIX);
      }
    } catch (IOException | URISyntaxException | RuntimeException e) {
      return version;
    }
    return version;
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 belongs to every JDK", e);
    }
  }

  private BuildIdentity() {}
}
