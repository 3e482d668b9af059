package dev.missionmesh.cli.diagnose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip file that only this user can read, in which nothing stands but redacted text. */
final class Archive implements AutoCloseable {
  /** What an entry is made of; may fail, which is then what the entry says. */
  interface Text {
    String get() throws Exception;
  }

  private final ZipOutputStream zip;
  private final Redaction redaction;
  private final List<String> entries = new ArrayList<>();

  Archive(Path file, Redaction redaction) throws IOException {
    this.redaction = redaction;
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    this.zip = new ZipOutputStream(Files.newOutputStream(file));
  }

  /** Adds an entry. What cannot be had is said in its place, so that one part that is down hides no other. */
  void add(String name, Text text) throws IOException {
    String content;
    try {
      content = text.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (Exception e) {
      content = "not available: " + e.getMessage() + "\n";
    }
    zip.putNextEntry(new ZipEntry(name));
    zip.write(redaction.of(content).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    entries.add(name);
  }

  /** Names of what was added. */
  List<String> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
