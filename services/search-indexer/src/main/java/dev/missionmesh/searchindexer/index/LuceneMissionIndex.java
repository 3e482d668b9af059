package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.application.MissionIndex;
import dev.missionmesh.searchindexer.application.MissionSearch;
import dev.missionmesh.searchindexer.domain.Fact;
import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.Positions;
import dev.missionmesh.searchindexer.domain.SearchPage;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The index in Lucene. One thread writes, refreshes and commits, in turn; searches run in their callers' threads. A search asks for a
 * refresh first: an index that nobody searches makes a segment at each commit only, which under load saves most of the merging.
 */
public final class LuceneMissionIndex implements MissionIndex, MissionSearch, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LuceneMissionIndex.class);
  private static final long PATIENCE_MS = 1000;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().name("index").daemon().unstarted(work));
  private final Generations generations;
  private final GenerationSearch search;
  private final CompletableFuture<Boolean> opened;
  private final long refreshNanos;
  private volatile long refreshedAt;

  private LuceneMissionIndex(Path root, Duration refresh) {
    refreshNanos = refresh.toNanos();
    refreshedAt = System.nanoTime() - refreshNanos;
    generations = new Generations(new IndexHome(root));
    search = new GenerationSearch(generations);
    opened = CompletableFuture.supplyAsync(generations::open, thread);
  }

  /** Begins to open the index under {@code root}; everything else waits for that. */
  public static LuceneMissionIndex open(Path root, Duration refresh, Duration commit) {
    LuceneMissionIndex index = new LuceneMissionIndex(root, refresh);
    var _ =
        index.thread.scheduleWithFixedDelay(
            () -> attempt(index.generations::commit),
            commit.toMillis(),
            commit.toMillis(),
            TimeUnit.MILLISECONDS);
    return index;
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("index upkeep failed", e);
    }
  }

  @Override
  public Uni<Void> apply(List<Fact> facts, Positions positions) {
    return inTurn(
        () -> {
          generations.apply(facts, positions);
          return null;
        });
  }

  @Override
  public Positions positions() {
    opened.join();
    return generations.positions();
  }

  @Override
  public Uni<Boolean> opened() {
    return Uni.createFrom().completionStage(opened);
  }

  @Override
  public boolean isOpen() {
    return opened.isDone() && !opened.isCompletedExceptionally();
  }

  @Override
  public void onDurable(Consumer<Positions> listener) {
    generations.onDurable(listener);
  }

  @Override
  public void onLost(Runnable listener) {
    generations.onLost(listener);
  }

  @Override
  public Uni<Void> beginGeneration() {
    return inTurn(
        () -> {
          generations.begin();
          return null;
        });
  }

  @Override
  public Uni<Void> load(List<Fact> facts) {
    return inTurn(
        () -> {
          generations.load(facts);
          return null;
        });
  }

  @Override
  public Uni<Long> forget(String tenant) {
    return inTurn(() -> generations.forget(tenant));
  }

  @Override
  public Uni<Long> promote() {
    return inTurn(generations::promote);
  }

  @Override
  public SearchPage search(SearchQuery query) {
    opened.join();
    seeNewest();
    return search.search(query);
  }

  @Override
  public List<Indexed> documents(String tenant, String after, int limit) {
    opened.join();
    seeNewest();
    return search.documents(tenant, after, limit);
  }

  /** Makes what was taken in before the last interval visible, unless the index is busy for long: then an older view must do. */
  private void seeNewest() {
    if (!isRefreshDue()) {
      return;
    }
    try {
      CompletableFuture.runAsync(this::refresh, thread).get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debugv("search goes on with an older view: {0}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void refresh() {
    if (isRefreshDue()) {
      generations.refresh();
      refreshedAt = System.nanoTime();
    }
  }

  private boolean isRefreshDue() {
    return System.nanoTime() - refreshedAt >= refreshNanos;
  }

  private <T> Uni<T> inTurn(Callable<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              CompletableFuture<T> done = new CompletableFuture<>();
              thread.execute(
                  () -> {
                    try {
                      done.complete(work.call());
                    } catch (Exception | Error e) {
                      done.completeExceptionally(e);
                    }
                  });
              return Uni.createFrom().completionStage(done);
            });
  }

  /** Commits and closes. */
  @Override
  public void close() {
    generations.stopWaiting();
    thread.execute(generations::close);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
