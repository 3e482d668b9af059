package dev.missionmesh.cli.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** A finished backup: a copy of PostgreSQL's folder and of the mesh's secrets, and a manifest of both. */
record Backup(History history, Path folder) {
  /** Where PostgreSQL's folder and the mesh's own files lie within. */
  static final String POSTGRES = "postgres";

  static final String MESH = "mesh";
  private static final String MANIFEST = "manifest.json";
  private static final String CHECKSUM = "manifest.json.sha256";
  private static final int MOST_NAMED = 5;

  /** What a restore can reach from here: any moment from the first to the last. */
  record Span(Instant first, Instant last) {
    boolean holds(Instant moment) {
      return !moment.isBefore(first) && !moment.isAfter(last);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  void write(Manifest manifest) throws IOException {
    Path file = folder.resolve(MANIFEST);
    LocalDatabase.writePrivate(file, Documents.prettyJson(manifest.json()) + "\n");
    LocalDatabase.writePrivate(folder.resolve(CHECKSUM), Sha256.of(file) + "  " + MANIFEST + "\n");
  }

  /** The manifest; fails when it is missing, damaged, or of a later version of the mesh. */
  Manifest manifest() throws IOException {
    try {
      Path file = folder.resolve(MANIFEST);
      JsonNode json = Documents.parse(Files.readString(file));
      int format = json.path("format").asInt();
      if (format > Manifest.FORMAT) {
        throw Failure.error(
            "the backup %s is of format %d; this mesh reads up to %d".formatted(name(), format, Manifest.FORMAT),
            "Restore it with the version that made it, %s, or a later one.".formatted(json.path("mesh").asText("?")));
      }
      String expected = Files.readString(folder.resolve(CHECKSUM)).strip().split(" ")[0];
      if (format < 1 || !Sha256.of(file).equals(expected)) throw damaged(List.of(MANIFEST));
      return Manifest.of(json);
    } catch (NoSuchFileException e) {
      throw damaged(List.of(Path.of(e.getFile()).getFileName() + " is missing"));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException e) {
      throw damaged(List.of(MANIFEST));
    }
  }

  /** What can be restored from this backup right now. */
  Span span(Manifest manifest) throws IOException {
    WalArchive wal = history.wal();
    List<String> after = wal.unbrokenFrom(manifest.lastSegment());
    Instant last = after.isEmpty() ? manifest.consistentAt() : wal.lastChange(after.getLast());
    return new Span(manifest.consistentAt(), last.isBefore(manifest.consistentAt()) ? manifest.consistentAt() : last);
  }

  /** Fails unless every file is there and is what was copied. Reads all of it. */
  void verify(Manifest manifest) throws IOException {
    var wrong = new ArrayList<String>();
    for (CopiedFile file : manifest.files()) {
      if (!isIntact(file)) wrong.add(file.path());
    }
    List<String> log = history.wal().unbrokenFrom(manifest.firstSegment());
    if (!log.contains(manifest.lastSegment())) wrong.add("wal/" + (log.isEmpty() ? manifest.firstSegment() : WalArchive.following(log.getLast())) + ".gz");
    log.stream().filter(segment -> !history.wal().isIntact(segment)).map(segment -> "wal/" + segment + ".gz").forEach(wrong::add);
    if (!wrong.isEmpty()) throw damaged(wrong);
  }

  private boolean isIntact(CopiedFile file) throws IOException {
    Path here = folder.resolve(file.path());
    try {
      return file.link() != null
          ? Files.readSymbolicLink(here).toString().equals(file.link())
          : Files.size(here) == file.size() && Sha256.of(here).equals(file.sha256());
    } catch (NoSuchFileException | java.nio.file.NotLinkException missing) {
      return false;
    }
  }

  private Failure damaged(List<String> wrong) {
    List<String> named = wrong.subList(0, Math.min(MOST_NAMED, wrong.size()));
    String more = wrong.size() > named.size() ? " and %d more".formatted(wrong.size() - named.size()) : "";
    return Failure.error(
        "the backup %s is damaged: %s%s".formatted(name(), String.join(", ", named), more),
        "Nothing was touched. Fetch another copy of %s, or restore a time of another backup: mesh backup list".formatted(history.folder()));
  }
}
