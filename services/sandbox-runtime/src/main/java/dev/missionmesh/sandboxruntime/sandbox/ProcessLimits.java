package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The node's own resource limits, which its sandboxes cannot exceed. */
final class ProcessLimits {
  /** Hard limit of open files. */
  static long openFiles() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/limits")).stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.substring("Max open files".length()).strip().split("\\s+")[1])
        .mapToLong(limit -> limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit))
        .findFirst()
        .orElse(1024);
  }

  private ProcessLimits() {}
}
