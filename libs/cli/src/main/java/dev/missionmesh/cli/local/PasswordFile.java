package dev.missionmesh.cli.local;

import dev.missionmesh.migrations.Logins;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A file of generated passwords, one {@code login=password} a line: the logins that a server lets in. Of two that take turns (see
 * {@link Logins#alternate}) it holds one, or both while a rotation is under way.
 */
final class PasswordFile {
  private static final int BYTES = 24;
  private final Path file;
  private final TreeMap<String, String> passwords;

  private PasswordFile(Path file, TreeMap<String, String> passwords) {
    this.file = file;
    this.passwords = passwords;
  }

  /** Reads the file, adding a password for each login that has none, nor its alternate. */
  static PasswordFile of(Path file, Collection<String> logins) throws IOException {
    var passwords = new PasswordFile(file, read(file));
    boolean complete = true;
    for (String login : logins) {
      if (passwords.find(login).or(() -> passwords.find(Logins.alternate(login))).isPresent()) continue;
      passwords.put(login, generate());
      complete = false;
    }
    if (!complete) passwords.write();
    return passwords;
  }

  Path file() {
    return file;
  }

  Optional<String> find(String login) {
    return Optional.ofNullable(passwords.get(login));
  }

  String of(String login) {
    return find(login).orElseThrow(() -> new IllegalArgumentException("no login " + login));
  }

  /** Whether this login is let in with this password. */
  boolean admits(String login, String password) {
    return password != null && password.equals(passwords.get(login));
  }

  /** The one of two alternating logins that is let in. */
  String open(String login) {
    return passwords.containsKey(login) ? login : Logins.alternate(login);
  }

  /** Not written down before {@link #write}. */
  void put(String login, String password) {
    passwords.put(login, password);
  }

  /** Not written down before {@link #write}. */
  void remove(String login) {
    passwords.remove(login);
  }

  void write() throws IOException {
    var text = new StringBuilder();
    passwords.forEach((login, password) -> text.append(login + "=" + password + "\n"));
    DataFolder.writePrivate(file, text.toString());
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

  static String generate() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
