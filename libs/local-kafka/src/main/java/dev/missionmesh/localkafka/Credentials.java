package dev.missionmesh.localkafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The broker's users and their passwords.
 *
 * @param passwords password by user name; {@link #ADMIN} must be among them
 */
record Credentials(Map<String, String> passwords) {
  /** The only super user. */
  static final String ADMIN = "mesh-admin";

  Credentials {
    passwords = Map.copyOf(new TreeMap<>(passwords));
    if (!passwords.containsKey(ADMIN)) throw new IllegalArgumentException("no user " + ADMIN);
    if (passwords.values().stream().anyMatch(p -> !p.matches("[A-Za-z0-9_-]{16,}"))) {
      throw new IllegalArgumentException("passwords must be 16 or more of A-Z a-z 0-9 _ -");
    }
  }

  /** Reads a properties file of {@code user=password} lines. */
  static Credentials in(Path file) throws IOException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    var passwords = new TreeMap<String, String>();
    properties.forEach((user, password) -> passwords.put((String) user, (String) password));
    return new Credentials(passwords);
  }

  String admin() {
    return Objects.requireNonNull(passwords.get(ADMIN));
  }
}
