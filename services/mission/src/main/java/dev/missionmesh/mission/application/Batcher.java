package dev.missionmesh.mission.application;

import io.micrometer.core.instrument.DistributionSummary;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Natural batching: what arrives while a batch is in flight goes into the next. Under low load each
 * item travels at once and alone; under high load the batches grow by themselves and share the cost
 * of a transaction.
 *
 * @param <I> what is asked
 * @param <O> its answer
 */
public final class Batcher<I, O> {
  private static final int TRIES = 3;

  private record Waiting<I, O>(I item, UniEmitter<? super O> emitter) {}

  private final Executor thread;
  private final int maxBatch;
  private final int maxInFlight;
  private final Function<List<I>, Uni<List<O>>> work;
  private final DistributionSummary sizes;
  private final FailureKinds kinds;
  private final Queue<Waiting<I, O>> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final ArrayDeque<Waiting<I, O>> queue = new ArrayDeque<>();
  private int inFlight;

  /**
   * @param thread runs what it is given one after the other: all batches are made there
   * @param work answers a batch, one answer per item in the same order; a failure fails each item
   *     of the batch
   */
  public Batcher(
      Executor thread,
      int maxBatch,
      int maxInFlight,
      DistributionSummary sizes,
      FailureKinds kinds,
      Function<List<I>, Uni<List<O>>> work) {
    this.thread = thread;
    this.maxBatch = maxBatch;
    this.maxInFlight = maxInFlight;
    this.sizes = sizes;
    this.kinds = kinds;
    this.work = work;
  }

  /** Asks; the answer comes with that of its batch. May be called from any thread. */
  public Uni<O> ask(I item) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              arrived.add(new Waiting<>(item, emitter));
              if (awake.compareAndSet(false, true)) thread.execute(this::drain);
            });
  }

  private void drain() {
    awake.set(false);
    for (Waiting<I, O> next = arrived.poll(); next != null; next = arrived.poll()) queue.add(next);
    while (inFlight < maxInFlight && !queue.isEmpty()) send(nextBatch(), 1);
  }

  private List<Waiting<I, O>> nextBatch() {
    List<Waiting<I, O>> batch = new ArrayList<>(Math.min(queue.size(), maxBatch));
    while (batch.size() < maxBatch && !queue.isEmpty()) batch.add(queue.remove());
    sizes.record(batch.size());
    return batch;
  }

  private void send(List<Waiting<I, O>> batch, int attempt) {
    List<I> items = new ArrayList<>(batch.size());
    for (Waiting<I, O> waiting : batch) items.add(waiting.item());
    inFlight++;
    Uni.createFrom()
        .deferred(() -> work.apply(items))
        .subscribe()
        .with(
            answers -> thread.execute(() -> answer(batch, answers)),
            e -> thread.execute(() -> fail(batch, attempt, e)));
  }

  private void answer(List<Waiting<I, O>> batch, List<O> answers) {
    inFlight--;
    drain();
    for (int i = 0; i < batch.size(); i++) batch.get(i).emitter().complete(answers.get(i));
  }

  private void fail(List<Waiting<I, O>> batch, int attempt, Throwable e) {
    inFlight--;
    FailureKinds.Kind kind = kinds.of(e);
    if (kind == FailureKinds.Kind.AGAIN && attempt < TRIES) {
      send(batch, attempt + 1);
    } else if (kind == FailureKinds.Kind.ITEM && batch.size() > 1) {
      for (Waiting<I, O> waiting : batch) send(List.of(waiting), attempt);
    } else {
      for (Waiting<I, O> waiting : batch) waiting.emitter().fail(e);
    }
    drain();
  }
}
