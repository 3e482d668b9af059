package dev.missionmesh.cli.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Properties;
import java.util.TreeMap;

/** A file of generated passwords, one {@code login=password} a line. */
final class PasswordFile {
  private static final int BYTES = 24;
  private final Path file;
  private final TreeMap<String, String> passwords;

  private PasswordFile(Path file, TreeMap<String, String> passwords) {
    this.file = file;
    this.passwords = passwords;
  }

  /** Reads the file, adding a password for each login that has none. */
  static PasswordFile of(Path file, Collection<String> logins) throws IOException {
    var passwords = read(file);
    boolean complete = passwords.keySet().containsAll(logins);
    logins.forEach(login -> passwords.computeIfAbsent(login, l -> generate()));
    if (!complete) write(file, passwords);
    return new PasswordFile(file, passwords);
  }

  Path file() {
    return file;
  }

  String of(String login) {
    String password = passwords.get(login);
    if (password == null) throw new IllegalArgumentException("no login " + login);
    return password;
  }

  private static TreeMap<String, String> read(Path file) throws IOException {
    var properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    var passwords = new TreeMap<String, String>();
    properties.forEach((login, password) -> passwords.put((String) login, (String) password));
    return passwords;
  }

  private static void write(Path file, TreeMap<String, String> passwords) throws IOException {
    var text = new StringBuilder();
    passwords.forEach((login, password) -> text.append(login + "=" + password + "\n"));
    DataFolder.writePrivate(file, text.toString());
  }

  private static String generate() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
