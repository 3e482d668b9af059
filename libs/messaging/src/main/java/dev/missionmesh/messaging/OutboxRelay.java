package dev.missionmesh.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what waits in a schema's outbox, in id order and without a watermark, so that a row committed late is not skipped. One
 * relay at a time is active: it holds a session advisory lock, which PostgreSQL releases when its connection dies. Rows are
 * deleted once the broker has acknowledged the whole batch; at a failure it stops there and sends the same batch again, so an
 * event may be sent twice under the same id but is never lost. The order of one key is the producer's to keep.
 */
public final class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int BATCH = 512;
  private static final long POLL_MS = 200;

  /** Rest after a batch that was not full, in which the next one gathers: fewer commits and requests under load. */
  private static final long GATHER_MS = 20;

  private static final long RETRY_MS = 500;
  private static final String LOCK =
      "select pg_try_advisory_lock(hashtextextended('outbox/' || current_schema(), 0)) as held";
  private static final String READ = "select * from outbox order by id limit " + BATCH;
  private static final String DELETE = "delete from outbox where id = any($1::bigint[])";

  private final Vertx vertx;
  private final Pool pool;
  private final String source;
  private final EventSender sender;
  private final Counter published;
  private final Counter failures;
  private final AtomicLong pending = new AtomicLong();

  private @Nullable SqlConnection connection;
  private boolean busy;
  private boolean again;
  private boolean stopped = true;
  private long timer = -1;
  private final io.vertx.core.Context context;

  public OutboxRelay(
      Vertx vertx, Pool engine, String source, EventSender sender, MeterRegistry registry) {
    this.vertx = vertx;
    this.context = ((io.vertx.core.impl.VertxInternal) vertx).createEventLoopContext();
    this.pool = engine;
    this.source = source;
    this.sender = sender;
    this.published = registry.counter("mesh.outbox.published");
    this.failures = registry.counter("mesh.outbox.failures");
    registry.gauge("mesh.outbox.batch.pending", pending);
  }

  /** Begins to relay, on an event loop of its own. */
  public void start() {
    context.runOnContext(
        ignored -> {
          stopped = false;
          round();
        });
  }

  /** Says that rows have been committed; cheap, from any thread, as often as wanted, even before the start. */
  public void wake() {
    context.runOnContext(ignored -> round());
  }

  /** Ends after the batch in flight and gives the lock away. */
  public void stop() {
    context.runOnContext(
        ignored -> {
          stopped = true;
          vertx.cancelTimer(timer);
          disconnect();
        });
  }

  private void round() {
    if (stopped) {
      return;
    }
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    vertx.cancelTimer(timer);
    lockedConnection()
        .chain(held -> held == null ? Uni.createFrom().item(0) : relayBatch(held))
        .subscribe()
        .with(sent -> context.runOnContext(i -> rest(sent)), e -> context.runOnContext(i -> fail(e)));
  }

  private void rest(int sent) {
    if (sent == 0 || sent == BATCH) {
      next(sent == BATCH);
    } else {
      vertx.setTimer(GATHER_MS, ignored -> context.runOnContext(i -> next(false)));
    }
  }

  private void next(boolean more) {
    busy = false;
    if (again || more) {
      round();
    } else {
      schedule(POLL_MS);
    }
  }

  private void fail(Throwable e) {
    busy = false;
    failures.increment();
    LOG.warnf("the outbox waits: %s", e.getMessage());
    disconnect();
    schedule(RETRY_MS);
  }

  private void schedule(long delayMs) {
    if (!stopped) {
      vertx.cancelTimer(timer);
      timer = vertx.setTimer(delayMs, ignored -> context.runOnContext(i -> round()));
    }
  }

  /** The connection that holds the lock; null while another relay holds it. */
  private Uni<SqlConnection> lockedConnection() {
    if (connection != null) {
      return Uni.createFrom().item(connection);
    }
    return pool.getConnection()
        .chain(
            fresh ->
                fresh
                    .query(LOCK)
                    .execute()
                    .map(rows -> rows.iterator().next().getBoolean("held"))
                    .onFailure()
                    .call(fresh::close)
                    .chain(held -> held ? keep(fresh) : fresh.close().replaceWith((SqlConnection) null)));
  }

  private Uni<SqlConnection> keep(SqlConnection fresh) {
    connection = fresh;
    fresh.closeHandler(() -> context.runOnContext(i -> forget(fresh)));
    return Uni.createFrom().item(fresh);
  }

  private void forget(SqlConnection closed) {
    if (connection == closed) {
      connection = null;
    }
  }

  private void disconnect() {
    SqlConnection old = connection;
    connection = null;
    if (old != null) {
      // Only unlocking gives the lock back: closing a pooled connection keeps its session alive.
      old.query("select pg_advisory_unlock_all()")
          .execute()
          .onFailure()
          .recoverWithNull()
          .chain(old::close)
          .subscribe()
          .with(i -> {}, i -> {});
    }
  }

  private Uni<Integer> relayBatch(SqlConnection held) {
    return held
        .query(READ)
        .execute()
        .map(
            rows -> {
              List<OutboxRow> batch = new ArrayList<>(rows.size());
              rows.forEach(row -> batch.add(OutboxRow.of(row)));
              return batch;
            })
        .chain(batch -> batch.isEmpty() ? Uni.createFrom().item(0) : publish(held, batch));
  }

  private Uni<Integer> publish(SqlConnection held, List<OutboxRow> batch) {
    pending.set(batch.size());
    return sendAll(batch)
        .chain(() -> delete(held, batch))
        .invoke(() -> published.increment(batch.size()))
        .eventually(() -> pending.set(0))
        .replaceWith(batch.size());
  }

  /** All of the batch is handed to the producer in order and then awaited together. */
  private Uni<Void> sendAll(List<OutboxRow> batch) {
    return Multi.createFrom()
        .iterable(batch)
        .onItem()
        .transformToUni(row -> sender.send(source, row.event()))
        .merge(BATCH)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> delete(SqlConnection held, List<OutboxRow> batch) {
    Long[] places = batch.stream().map(OutboxRow::place).toArray(Long[]::new);
    return held.preparedQuery(DELETE)
        .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(places)))
        .replaceWithVoid();
  }
}
