package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.application.MissionService.Work;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Asks mission for work, always with one long poll underway while there is room, so that the next
 * leases come while the last ones are being completed. Used on the loop only.
 */
final class LeasePoll {
  private static final Duration EMPTY_TOO_SOON = Duration.ofMillis(20);

  private final MissionService mission;
  private final Loop loop;
  private final IntSupplier room;
  private final Duration wait;
  private final Consumer<Work> accept;
  private final Runnable unknownNode;
  private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));
  private Cancellable underway;
  private boolean asking;
  private boolean stopped;

  /**
   * @param room how many more leases fit
   * @param accept takes what was brought
   */
  LeasePoll(
      MissionService mission,
      Loop loop,
      IntSupplier room,
      Duration wait,
      Consumer<Work> accept,
      Runnable unknownNode) {
    this.mission = mission;
    this.loop = loop;
    this.room = room;
    this.wait = wait;
    this.accept = accept;
    this.unknownNode = unknownNode;
  }

  /** Asks, if there is room and no question is underway. */
  void ask() {
    int free = room.getAsInt();
    if (asking || stopped || free <= 0) {
      return;
    }
    asking = true;
    long start = System.nanoTime();
    underway =
        mission
            .lease(free, wait)
            .emitOn(loop)
            .subscribe()
            .with(work -> answered(work, System.nanoTime() - start), this::failed);
  }

  /**
   * Asks no more; a question underway is dropped, and what it would have brought expires unused.
   */
  void stop() {
    stopped = true;
    if (underway != null) {
      underway.cancel();
    }
  }

  private void answered(Work work, long tookNanos) {
    backoff.reset();
    accept.accept(work);
    if (work.isEmpty() && tookNanos < EMPTY_TOO_SOON.toNanos()) {
      loop.after(EMPTY_TOO_SOON, this::again);
    } else {
      again();
    }
  }

  private void failed(Throwable failure) {
    if (failure instanceof MissionRefused refused && refused.unknownNode()) {
      unknownNode.run();
    }
    loop.after(backoff.next(), this::again);
  }

  private void again() {
    asking = false;
    ask();
  }
}
