package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key with which the gateway keeps the secrets of webhooks, made once. */
final class SealingKeyFile {
  private static final int BYTES = 32;

  /** Makes the file unless it is there. */
  static Path ensure(DataFolder data) throws IOException {
    Path file = file(data);
    if (!Files.exists(file)) {
      byte[] key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      DataFolder.writePrivate(file, "k1=" + Base64.getEncoder().encodeToString(key) + "\n");
    }
    return file;
  }

  static Path file(DataFolder data) {
    return data.folder("secrets").resolve("webhooks.properties");
  }

  private SealingKeyFile() {}
}
