package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Makes cells, and keeps some of the usual size ready: formatting and mounting a disk takes longer
 * than starting a process. A cell serves one sandbox and is then discarded, in the background.
 */
final class CellPool implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CellPool.class);

  /** So many cells may wait to be removed; beyond it whoever discards one removes it. */
  static final int MOST_DISCARDED = 8;

  private final NodeDirectories directories;
  private final UidRanges ranges;
  private final boolean userNamespace;
  private final int ready;
  private final long usualBytes;
  private final Deque<Cell> prepared = new ConcurrentLinkedDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean filling = new AtomicBoolean();
  private final AtomicInteger discarded = new AtomicInteger();
  private final ExecutorService janitor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon(true).name("sandbox-cells").factory());

  /**
   * @param ready how many cells to keep prepared
   * @param usualBytes disk size of the prepared ones
   */
  CellPool(
      NodeDirectories directories,
      UidRanges ranges,
      boolean userNamespace,
      int ready,
      long usualBytes) {
    this.directories = directories;
    this.ranges = ranges;
    this.userNamespace = userNamespace;
    this.ready = ready;
    this.usualBytes = usualBytes;
  }

  /** Begins to prepare. */
  void fill() {
    if (!filling.compareAndSet(false, true)) {
      return;
    }
    try {
      janitor.execute(this::prepareNext);
    } catch (RejectedExecutionException e) {
      // the pool is closed: nothing is prepared any more
    }
  }

  /** A cell with a disk of this size. */
  Cell take(long diskBytes) throws SandboxFailed {
    Cell cell = diskBytes == usualBytes ? prepared.poll() : null;
    fill();
    return cell != null ? cell : make(diskBytes);
  }

  /**
   * Unmounts and removes a cell whose processes are gone: beside the caller's work, or, when many
   * wait already, before it returns, so that no load uses up the ranges of user ids.
   */
  void discard(Cell cell) {
    // without it the cell is no sandbox any more, should a sweep find it
    FileTree.delete(cell.config());
    if (discarded.incrementAndGet() > MOST_DISCARDED) {
      removeDiscarded(cell);
      return;
    }
    try {
      janitor.execute(() -> removeDiscarded(cell));
    } catch (RejectedExecutionException e) {
      removeDiscarded(cell);
    }
  }

  private void removeDiscarded(Cell cell) {
    try {
      remove(cell);
    } finally {
      discarded.decrementAndGet();
    }
  }

  /** One at a time, so that what is discarded gets its turn. */
  private void prepareNext() {
    filling.set(false);
    if (prepared.size() >= ready || closed.get()) {
      return;
    }
    try {
      prepared.add(make(usualBytes));
      fill();
    } catch (SandboxFailed | RuntimeException e) {
      LOG.warn("a sandbox's work space could not be prepared", e);
    }
  }

  private Cell make(long diskBytes) throws SandboxFailed {
    String id = "mm-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    int range = ranges.take();
    Cell cell =
        new Cell(
            id,
            directories.cells().resolve(id),
            directories.images().resolve(id),
            range,
            range + (userNamespace ? RootFileSystem.USER : 0),
            diskBytes);
    try {
      lay(cell);
      return cell;
    } catch (IOException | RuntimeException e) {
      remove(cell);
      throw new SandboxFailed("work space could not be made: " + e.getMessage(), e);
    }
  }

  private void lay(Cell cell) throws IOException {
    FileTree.directory(cell.directory(), "rwx--x--x");
    FileTree.directory(cell.disk(), "rwx--x--x");
    try (RandomAccessFile image = new RandomAccessFile(cell.image().toFile(), "rw")) {
      image.setLength(cell.diskBytes());
    }
    HostCommand.Ended ended =
        HostCommand.run(
            "/bin/sh",
            "-c",
            "PATH=/usr/sbin:/sbin:/usr/bin:/bin; umask 077; mkfifo \"$1/stdout\" \"$1/stderr\" \"$1/exit\""
                + " && mkfs.ext4 -q -F -m 0 -O ^has_journal -E nodiscard,lazy_itable_init=1 \"$2\""
                + " && mount -o loop,nosuid,nodev,noatime \"$2\" \"$1/disk\"",
            "sh",
            cell.directory().toString(),
            cell.image().toString());
    if (!ended.ok()) {
      throw new IOException(ended.output());
    }
    Files.deleteIfExists(cell.disk().resolve("lost+found"));
    FileTree.directory(cell.disk(), "rwx--x--x");
    FileTree.own(FileTree.directory(cell.work(), "rwxr-xr-x"), cell.user());
    FileTree.own(FileTree.directory(cell.temporary(), "rwxrwxrwx"), cell.user());
    for (Path pipe : new Path[] {cell.stdout(), cell.stderr()}) {
      FileTree.own(pipe, cell.user());
    }
  }

  private void remove(Cell cell) {
    Mounts.unmount(cell.disk());
    FileTree.delete(cell.directory());
    FileTree.delete(cell.image());
    ranges.giveBack(cell.range());
  }

  /** Removes what is ready and waits for what is being discarded. */
  @Override
  public void close() {
    closed.set(true);
    janitor.execute(() -> prepared.forEach(this::remove));
    janitor.shutdown();
    try {
      if (!janitor.awaitTermination(20, TimeUnit.SECONDS)) {
        LOG.warn("work spaces are left for the next sweep");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
