package dev.missionmesh.sandboxruntime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool with real disks, mounted as a node mounts them. Needs root. */
class CellPoolTest {
  private static final long USUAL = 4L << 20;
  private static final long UNUSUAL = 8L << 20;
  private static final int READY = 4;
  private static final int THREADS = 6;
  private static final int TURNS = 50;

  private final AtomicInteger mostRanges = new AtomicInteger();
  private final AtomicInteger mostDirectories = new AtomicInteger();
  private final Set<Integer> held = ConcurrentHashMap.newKeySet();
  private Path directory;
  private NodeDirectories directories;
  private UidRanges ranges;
  private CellPool pool;

  @BeforeEach
  void open() throws IOException {
    directory = Files.createTempDirectory("mesh-cells");
    directories = new NodeDirectories(directory.resolve("run"), directory, "node-test", "life");
    directories.make();
    ranges = UidRanges.claim(directories.run(), 0x70000000);
    pool = new CellPool(directories, ranges, true, READY, USUAL);
  }

  @AfterEach
  void everythingIsGone() throws IOException {
    pool.close();
    int left = ranges.inUse();
    ranges.close();
    assertThat(left).isZero();
    assertThat(entries(directories.cells())).isZero();
    assertThat(entries(directories.images())).isZero();
    assertThat(Mounts.below(directory)).isEmpty();
    FileTree.delete(directory);
  }

  @Test
  void aSteadyLoadKeepsWhatIsInUseBounded() throws Exception {
    pool.fill();
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        workers.add(threads.submit(this::work));
      }
    }
    for (Future<?> worker : workers) {
      worker.get();
    }

    // a thread has one cell or removes one; beside them the janitor has what waits for it
    int bound = THREADS + READY + CellPool.MOST_DISCARDED;
    assertThat(mostRanges.get()).isBetween(THREADS, bound);
    assertThat(mostDirectories.get()).isBetween(THREADS, bound);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(ranges.inUse()).isEqualTo(READY);
              assertThat(entries(directories.images())).isEqualTo(READY);
              assertThat(Mounts.below(directory)).hasSize(READY);
            });
  }

  /** Every fifth disk is of another size, which the pool has none of. */
  private Void work() throws Exception {
    for (int turn = 0; turn < TURNS; turn++) {
      Cell cell = pool.take(turn % 5 == 0 ? UNUSUAL : USUAL);
      try {
        use(cell);
      } finally {
        pool.discard(cell);
      }
      measure();
    }
    return null;
  }

  private void use(Cell cell) throws IOException {
    assertThat(held.add(cell.range())).as("a range of its own").isTrue();
    assertThat(Mounts.below(cell.disk())).containsExactly(cell.disk());
    assertThat(entries(cell.work())).as("files of another sandbox").isZero();
    Files.writeString(cell.work().resolve("used"), cell.id());
    measure();
    held.remove(cell.range());
  }

  private void measure() throws IOException {
    mostRanges.accumulateAndGet(ranges.inUse(), Math::max);
    mostDirectories.accumulateAndGet(entries(directories.cells()), Math::max);
  }

  @Test
  void withoutARangeOfUserIdsTheSandboxFailsAndLeavesNothing() throws Exception {
    List<Integer> others = new ArrayList<>();
    while (ranges.inUse() < UidRanges.PER_BLOCK) {
      others.add(ranges.take());
    }
    assertThatThrownBy(() -> pool.take(UNUSUAL)).isInstanceOf(SandboxFailed.class);
    assertThat(entries(directories.cells())).isZero();

    others.forEach(ranges::giveBack);
    pool.discard(pool.take(UNUSUAL));
  }

  private static int entries(Path path) throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return (int) entries.count();
    }
  }
}
