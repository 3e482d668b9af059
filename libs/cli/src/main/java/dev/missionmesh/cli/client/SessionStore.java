package dev.missionmesh.cli.client;

import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The login at one mesh, in a file that only this user can read. */
public final class SessionStore {
  private static final String PRIVATE = "rw-------";
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Path file;

  /** The store in the folder in which the command line keeps what it remembers of a mesh. */
  public SessionStore(Path folder) {
    this.file = folder.resolve("session.json");
  }

  /** The login, if there is one. */
  public Optional<Session> find() {
    try {
      return Files.exists(file)
          ? Optional.of(Session.read(Files.readString(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw Failure.error("the login in " + file + " cannot be read", "Log in again: mesh login");
    }
  }

  /**
   * An access token that holds for a while, renewed where it is about to end. One process renews at
   * a time, since an issuer may take each refresh token once.
   *
   * @throws Failure with {@link ExitCode#AUTHENTICATION} if the login has ended
   */
  public String accessToken() {
    Session session = find().orElseThrow(SessionStore::ended);
    if (isFresh(session)) return session.accessToken();
    try (FileChannel channel = lockFile();
        FileLock ignored = channel.lock()) {
      Session current = find().orElseThrow(SessionStore::ended);
      if (!isFresh(current)) {
        current = renewed(current);
        save(current);
      }
      return current.accessToken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Remembers a login instead of the one before. */
  public void save(Session session) throws IOException {
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path fresh =
        Files.createTempFile(
            file.getParent(),
            "session",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
    Files.writeString(fresh, session.write());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Forgets the login, if there is one. */
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private static boolean isFresh(Session session) {
    return Instant.now().plus(MARGIN).isBefore(session.expiresAt());
  }

  private static Session renewed(Session session) {
    if (session.refreshToken() == null) throw ended();
    return OpenIdIssuer.discover(session.issuer()).refresh(session).orElseThrow(SessionStore::ended);
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        file.resolveSibling("session.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Failure ended() {
    return new Failure(
        ExitCode.AUTHENTICATION, "the login has ended", "Log in again: mesh login");
  }
}
