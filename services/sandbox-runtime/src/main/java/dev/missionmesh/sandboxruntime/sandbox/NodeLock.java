package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Shows that a node's directory belongs to a living process: the lock ends with it, however it
 * ends.
 */
final class NodeLock implements AutoCloseable {
  private static final String FILE = "lock";

  private final FileChannel file;

  private NodeLock(FileChannel file) {
    this.file = file;
  }

  /** Takes the lock of a node's directory; null if a living process has it. */
  static NodeLock take(Path ofNode) throws IOException {
    FileChannel file =
        FileChannel.open(ofNode.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() != null) {
        return new NodeLock(file);
      }
    } catch (OverlappingFileLockException e) {
      // another node of this very process has it
    }
    file.close();
    return null;
  }

  /** True for a directory that some node has used. */
  static boolean isNode(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
