package dev.missionmesh.cli.audit;

import dev.missionmesh.auditlog.AuditOrigin;
import dev.missionmesh.auditlog.InvalidNote;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was seen of each log of one mesh: the public key that it had at first sight, and the last
 * checkpoint. Neither ever comes from the export that is to be verified.
 */
final class PinStore {
  private final Path directory;

  PinStore(Path directory) {
    this.directory = directory;
  }

  /** The key pinned for a log; empty before the first sight of it. */
  Optional<VerifierKey> key(AuditOrigin origin) {
    try {
      return read(origin, "key").map(VerifierKey::parse);
    } catch (InvalidNote damaged) {
      throw Failure.error(
          "the pinned key in " + file(origin, "key") + " is damaged: " + damaged.getMessage(),
          null);
    }
  }

  /** Pins a key, replacing what was pinned for its log. */
  void pin(VerifierKey key) {
    write(AuditOrigin.parse(key.name()), "key", key + "\n");
  }

  /** The last checkpoint seen of a log, as its signed note. */
  Optional<String> checkpoint(AuditOrigin origin) {
    return read(origin, "checkpoint");
  }

  void remember(AuditOrigin origin, String checkpointNote) {
    write(origin, "checkpoint", checkpointNote);
  }

  /** The epochs of a tenant's log that a key is pinned for, in ascending order. */
  List<Integer> epochs(String tenant) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(tenant + "@[0-9]+\\.key"))
          .map(
              name ->
                  Integer.valueOf(
                      name.substring(tenant.length() + 1, name.length() - ".key".length())))
          .sorted()
          .toList();
    } catch (NoSuchFileException nothingPinned) {
      return List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Optional<String> read(AuditOrigin origin, String kind) {
    try {
      return Optional.of(Files.readString(file(origin, kind)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw Failure.error(
          "cannot read " + file(origin, kind) + ": " + unreadable.getMessage(), null);
    }
  }

  private void write(AuditOrigin origin, String kind, String text) {
    Path file = file(origin, kind);
    try {
      Files.createDirectories(directory);
      Path draft = Files.createTempFile(directory, "pin", ".tmp");
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw Failure.error("cannot write " + file + ": " + unwritable.getMessage(), null);
    }
  }

  private Path file(AuditOrigin origin, String kind) {
    return directory.resolve(origin.tenant() + "@" + origin.epoch() + "." + kind);
  }
}
