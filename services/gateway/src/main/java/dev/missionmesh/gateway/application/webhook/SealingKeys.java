package dev.missionmesh.gateway.application.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * The keys that seal webhook secrets, read from a file of lines {@code id=base64 of 32 bytes}. The
 * first line seals, all of them open. The file is read again when it changes; one that cannot be
 * read leaves the keys as they were.
 */
public final class SealingKeys {
  private static final Logger LOG = Logger.getLogger(SealingKeys.class);
  private static final int BYTES = 32;

  private record Known(FileTime changed, Map<String, SecretKey> keys) {}

  private final Path file;
  private volatile Known known = new Known(null, Map.of());

  /**
   * Keys of a file.
   *
   * @param file null: there are none
   */
  public SealingKeys(Path file) {
    this.file = file;
  }

  /** The id of the key that seals. */
  Optional<String> current() {
    return keys().keySet().stream().findFirst();
  }

  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys().get(id));
  }

  private Map<String, SecretKey> keys() {
    if (file == null) {
      return Map.of();
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(known.changed())) {
        known = new Known(changed, read(Files.readString(file)));
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.errorf("the sealing keys cannot be read: file=%s cause=%s", file, e.getClass().getName());
    }
    return known.keys();
  }

  private static Map<String, SecretKey> read(String text) {
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      int at = line.indexOf('=');
      if (line.startsWith("#") || at < 1) {
        continue;
      }
      byte[] key = Base64.getDecoder().decode(line.substring(at + 1).strip());
      if (key.length != BYTES) {
        throw new IllegalArgumentException("a sealing key has 32 bytes");
      }
      keys.put(line.substring(0, at).strip(), new SecretKeySpec(key, "AES"));
    }
    return keys;
  }
}
