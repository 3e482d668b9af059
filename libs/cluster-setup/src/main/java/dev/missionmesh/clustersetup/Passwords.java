package dev.missionmesh.clustersetup;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Files of {@code login=password} lines. */
final class Passwords {
  static Properties in(Path file) throws IOException {
    var passwords = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      passwords.load(reader);
    }
    return passwords;
  }

  private Passwords() {}
}
