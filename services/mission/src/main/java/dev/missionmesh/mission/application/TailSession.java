package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * One watcher. Reads a page, hands it on, and reads the next when the watcher has taken it or
 * something happened.
 */
final class TailSession {
  private static final Logger LOG = Logger.getLogger(TailSession.class);

  private final TenantId tenant;
  private final MissionId id;
  private final TailStore store;
  private final MissionQueries queries;
  private final MissionViews views;
  private final Executor thread;
  private final MultiEmitter<? super TailEvent> emitter;
  private long after;
  private boolean reading;
  private boolean again;
  private boolean closed;

  TailSession(
      TenantId tenant,
      MissionId id,
      long after,
      TailStore store,
      MissionQueries queries,
      MissionViews views,
      Executor thread,
      MultiEmitter<? super TailEvent> emitter) {
    this.tenant = tenant;
    this.id = id;
    this.after = after;
    this.store = store;
    this.queries = queries;
    this.views = views;
    this.thread = thread;
    this.emitter = emitter;
    emitter.onRequest(
        n -> {
          if (n > 0) wake();
        });
  }

  /** Something happened, or the watcher has room again. From any thread. */
  void wake() {
    thread.execute(this::read);
  }

  void close() {
    thread.execute(() -> closed = true);
  }

  void keepAlive() {
    thread.execute(
        () -> {
          if (!closed && emitter.requested() > 0) emitter.emit(new TailEvent.KeepAlive());
        });
  }

  private void read() {
    again = true;
    if (reading || closed || emitter.requested() == 0) return;
    reading = true;
    again = false;
    store
        .read(tenant, id, after)
        .subscribe()
        .with(page -> thread.execute(() -> take(page)), e -> thread.execute(() -> miss(e)));
  }

  private void take(Optional<TailStore.Page> found) {
    reading = false;
    if (closed) return;
    if (found.isEmpty()) {
      emitter.fail(NoSuchMission.problem());
      return;
    }
    TailStore.Page page = found.get();
    for (TailEvent event : TailGaps.shown(page, after)) emitter.emit(event);
    after = Math.max(after, page.upTo());
    if (page.ended() && !page.more()) end();
    else if (again || page.more()) read();
  }

  private void end() {
    reading = true;
    queries
        .find(tenant, id)
        .subscribe()
        .with(mission -> thread.execute(() -> end(mission)), e -> thread.execute(() -> miss(e)));
  }

  /** A dead letter may have been replayed meanwhile: then the stream goes on. */
  private void end(Optional<MissionRecord> mission) {
    reading = false;
    if (closed) return;
    if (mission.isPresent() && mission.get().state().isFinal()) {
      emitter.emit(new TailEvent.End(after, views.of(mission.get())));
      emitter.complete();
    } else {
      read();
    }
  }

  /** The store is away: the next wake tries again. */
  private void miss(Throwable e) {
    reading = false;
    LOG.debugf("a tail waits: missionId=%s %s", id, e.getMessage());
  }
}
