package dev.missionmesh.mission.messaging;

import dev.missionmesh.messaging.EventSender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Publishes log chunks that are not published yet, per mission in order. The rows are their own
 * outbox: they stay and are marked. One relay at a time is active: it holds a session advisory
 * lock. A chunk may be sent twice, under one event id.
 */
final class LogRelay {
  private static final Logger LOG = Logger.getLogger(LogRelay.class);
  private static final long POLL_MS = 500;
  private static final String LOCK =
      "select pg_try_advisory_lock(hashtextextended('logs/' || current_schema(), 0)) as held";
  private static final String UNLOCK = "select pg_advisory_unlock_all()";

  private final Vertx vertx;
  private final Pool engine;
  private final EventSender sender;
  private final UnpublishedLogs rows;
  private final Counter published;
  private final Context context;

  private SqlConnection held;
  private boolean stopped = true;
  private boolean busy;
  private boolean again;
  private long timer = -1;

  LogRelay(Vertx vertx, Pool engine, EventSender sender, MeterRegistry registry) {
    this.vertx = vertx;
    this.engine = engine;
    this.sender = sender;
    this.rows = new UnpublishedLogs(engine);
    this.published = registry.counter("mesh.mission.logs.published");
    this.context = ((VertxInternal) vertx).createEventLoopContext();
  }

  void start() {
    onContext(
        () -> {
          stopped = false;
          round();
        });
  }

  /** Rows have been committed. */
  void wake() {
    onContext(this::round);
  }

  void stop() {
    onContext(
        () -> {
          stopped = true;
          vertx.cancelTimer(timer);
          giveUp();
        });
  }

  private void onContext(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  private void round() {
    if (stopped) return;
    again = true;
    if (busy) return;
    busy = true;
    again = false;
    vertx.cancelTimer(timer);
    lock()
        .chain(mine -> mine ? relay() : Uni.createFrom().item(0))
        .subscribe()
        .with(sent -> onContext(() -> rest(sent)), e -> onContext(() -> fail(e)));
  }

  private void rest(int sent) {
    busy = false;
    if (again || sent > 0) round();
    else schedule();
  }

  private void fail(Throwable e) {
    busy = false;
    LOG.warnf("log chunks wait: %s", e.getMessage());
    giveUp();
    schedule();
  }

  private void schedule() {
    if (stopped) return;
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(POLL_MS, ignored -> onContext(this::round));
  }

  private Uni<Boolean> lock() {
    if (held != null) return Uni.createFrom().item(true);
    return engine
        .getConnection()
        .chain(
            fresh ->
                fresh
                    .query(LOCK)
                    .execute()
                    .map(found -> found.iterator().next().getBoolean("held"))
                    .onFailure()
                    .call(fresh::close)
                    .call(mine -> mine ? keep(fresh) : fresh.close()));
  }

  private Uni<Void> keep(SqlConnection fresh) {
    held = fresh;
    fresh.closeHandler(
        () ->
            onContext(
                () -> {
                  if (held == fresh) held = null;
                }));
    return Uni.createFrom().voidItem();
  }

  private void giveUp() {
    SqlConnection old = held;
    held = null;
    if (old == null) return;
    old.query(UNLOCK)
        .execute()
        .onFailure()
        .recoverWithNull()
        .chain(old::close)
        .subscribe()
        .with(done -> {}, e -> {});
  }

  private Uni<Integer> relay() {
    return rows.next()
        .chain(
            batch ->
                batch.isEmpty()
                    ? Uni.createFrom().item(0)
                    : send(batch).chain(() -> rows.mark(batch)).replaceWith(batch.size()));
  }

  private Uni<Void> send(List<UnpublishedLogs.Entry> batch) {
    return Multi.createFrom()
        .iterable(batch)
        .onItem()
        .transformToUni(entry -> sender.send(Relays.SOURCE, entry.event()))
        .merge(batch.size())
        .collect()
        .last()
        .invoke(() -> published.increment(batch.size()))
        .replaceWithVoid();
  }
}
