package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process and the moment it started, so that a later process with the same number is not taken
 * for it.
 *
 * @param pid process id
 * @param startedAt kernel ticks between boot and the start of the process
 */
record ProcessStamp(long pid, long startedAt) {
  private static final int START_FIELD_AFTER_NAME = 19;

  /** The stamp of a live process; empty when there is none with this number. */
  static Optional<ProcessStamp> of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean zombie = fields[0].equals("Z");
      long startedAt = Long.parseLong(fields[START_FIELD_AFTER_NAME]);
      return zombie ? Optional.empty() : Optional.of(new ProcessStamp(pid, startedAt));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Reads a pid file; empty when there is none or it is damaged. */
  static Optional<ProcessStamp> read(Path file) {
    try {
      String[] parts = Files.readString(file).strip().split(" ");
      return Optional.of(new ProcessStamp(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    } catch (IOException | RuntimeException none) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    DataFolder.writePrivate(file, pid + " " + startedAt + "\n");
  }

  /** The process, if this very one still lives. */
  Optional<ProcessHandle> alive() {
    return of(pid).filter(this::equals).flatMap(same -> ProcessHandle.of(pid));
  }
}
