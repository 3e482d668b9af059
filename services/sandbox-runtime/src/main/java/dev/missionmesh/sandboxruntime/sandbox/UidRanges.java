package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Host user ids for sandboxes: each has a range of its own, so that no two sandboxes share a user.
 * The ids are dealt in blocks; a node holds one by a file lock, which ends with its process.
 */
final class UidRanges implements AutoCloseable {
  /** Ids of one sandbox. */
  static final int RANGE = 65_536;

  /** Sandboxes that one node can have at a time. */
  static final int PER_BLOCK = 64;

  private static final int BLOCKS = 64;

  private final FileChannel file;
  private final int first;
  private final BitSet taken = new BitSet(PER_BLOCK);

  private UidRanges(FileChannel file, int first) {
    this.file = file;
    this.first = first;
  }

  /**
   * Claims a block that no other node of this host has.
   *
   * @param base first id of the first block
   */
  static UidRanges claim(Path run, int base) throws IOException {
    Path directory = FileTree.directory(run.resolve("uid-blocks"), "rwx------");
    for (int block = 0; block < BLOCKS; block++) {
      FileChannel file =
          FileChannel.open(
              directory.resolve(Integer.toString(block)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = null;
      try {
        lock = file.tryLock();
      } catch (OverlappingFileLockException e) {
        // another node in this process has it
      }
      if (lock != null) {
        return new UidRanges(file, base + block * PER_BLOCK * RANGE);
      }
      file.close();
    }
    throw new IOException("all blocks of user ids are taken");
  }

  /**
   * The first id of a range that no sandbox has.
   *
   * @throws SandboxFailed if the node has no range left
   */
  synchronized int take() throws SandboxFailed {
    int free = taken.nextClearBit(0);
    if (free >= PER_BLOCK) {
      throw new SandboxFailed("all " + PER_BLOCK + " ranges of user ids are taken");
    }
    taken.set(free);
    return first + free * RANGE;
  }

  synchronized void giveBack(int range) {
    taken.clear((range - first) / RANGE);
  }

  /** How many ranges sandboxes have. */
  synchronized int inUse() {
    return taken.cardinality();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // the lock ends with the process
    }
  }
}
