package dev.missionmesh.searchindexer.application;

import dev.missionmesh.searchindexer.domain.Rebuild;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Makes the index anew: on request, and by itself when it is missing, broken or has a gap. One at a time; one that runs serves all who ask. */
@ApplicationScoped
public class Rebuilds {
  private static final Logger LOG = Logger.getLogger(Rebuilds.class);
  private static final String ITSELF = "system/service:search-indexer";
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final MissionIndex index;
  private final MissionExport export;
  private final RebuildRecords records;
  private final Clock clock;
  private final AtomicReference<Rebuild> running = new AtomicReference<>();

  Rebuilds(MissionIndex index, MissionExport export, RebuildRecords records, Clock clock) {
    this.index = index;
    this.export = export;
    this.records = records;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    index.onLost(() -> byItself("the index was lost while running"));
    Instant now = now();
    untilItWorks(Uni.createFrom().deferred(() -> records.interruptRunning(now)), "rebuild records")
        .subscribe()
        .with(done -> LOG.debug("earlier rebuilds closed"));
    index
        .opened()
        .subscribe()
        .with(complete -> {
          if (!complete) {
            byItself("the index was missing or broken at start");
          }
        });
  }

  /** Starts a rebuild, or gives the one that runs. Fails, with nothing started, if it cannot be recorded. */
  public Uni<Rebuild> request(String requestedBy) {
    Rebuild wanted = Rebuild.started(UUID.randomUUID(), "requested", requestedBy, now());
    Rebuild other = running.compareAndExchange(null, wanted);
    if (other != null) {
      return Uni.createFrom().item(other);
    }
    return records
        .save(wanted)
        .onFailure()
        .invoke(() -> running.compareAndSet(wanted, null))
        .invoke(() -> runInBackground(wanted))
        .replaceWith(wanted);
  }

  /** Starts a rebuild that nobody asked for, unless one runs. */
  public void byItself(String reason) {
    Rebuild wanted = Rebuild.started(UUID.randomUUID(), reason, ITSELF, now());
    if (running.compareAndSet(null, wanted)) {
      runInBackground(wanted);
    }
  }

  /** The rebuild that runs, else the latest recorded, else null. */
  public Uni<Rebuild> latest() {
    Rebuild now = running.get();
    return now != null ? Uni.createFrom().item(now) : records.latest();
  }

  /** True while a rebuild runs. */
  public boolean isRunning() {
    return running.get() != null;
  }

  private void runInBackground(Rebuild rebuild) {
    LOG.infov("index rebuild started: id={0} reason={1}", rebuild.id(), rebuild.reason());
    Uni<Long> rebuilding =
        index.beginGeneration().chain(this::loadEverything).chain(index::promote);
    untilItWorks(rebuilding, "index rebuild")
        .map(count -> rebuild.done(count, now()))
        .invoke(done -> LOG.infov("index rebuilt: id={0} documents={1}", done.id(), done.documents()))
        .chain(done -> untilItWorks(records.save(done), "rebuild record"))
        .subscribe()
        .with(
            done -> running.set(null),
            failure -> {
              running.set(null);
              LOG.error("index rebuild gave up", failure);
            });
  }

  private Uni<Void> loadEverything() {
    return Multi.createBy()
        .repeating()
        .uni(AtomicReference<String>::new, this::nextPage)
        .whilst(page -> page.next() != null)
        .onItem()
        .transformToUniAndConcatenate(page -> index.load(page.facts()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<MissionExport.Page> nextPage(AtomicReference<String> cursor) {
    Uni<MissionExport.Page> page = Uni.createFrom().deferred(() -> export.page(cursor.get()));
    return untilItWorks(page, "mission export").invoke(got -> cursor.set(got.next()));
  }

  private static <T> Uni<T> untilItWorks(Uni<T> work, String what) {
    return work.onFailure()
        .invoke(e -> LOG.warnv("{0} failed, trying again: {1}", what, e.toString()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .indefinitely();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
