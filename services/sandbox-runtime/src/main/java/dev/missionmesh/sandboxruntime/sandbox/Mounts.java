package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The host's mounts, as far as they are the node's. */
final class Mounts {
  private static final Path MOUNT_INFO = Path.of("/proc/self/mountinfo");

  /** Unmounts a file system, lazily if it is still in use; nothing happens if it is not mounted. */
  static void unmount(Path mountPoint) {
    if (below(mountPoint).contains(mountPoint)) {
      String target = mountPoint.toString();
      if (!HostCommand.run("umount", target).ok()) {
        HostCommand.run("umount", "-l", target);
      }
    }
  }

  /** Mount points at or below a directory. */
  static List<Path> below(Path directory) {
    try {
      return Files.readAllLines(MOUNT_INFO).stream()
          .map(line -> Path.of(line.split(" ")[4]))
          .filter(path -> path.startsWith(directory))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private Mounts() {}
}
