package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.application.MissionService.CompletionReceipt;
import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.LeaseRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells mission how attempts ended: one call at a time, and what comes meanwhile goes into the
 * next. A completion is repeated until mission has answered it; whether the lease still counts is
 * for mission to say. Used on the loop only.
 */
final class CompletionQueue {
  private static final Logger LOG = Logger.getLogger(CompletionQueue.class);
  static final int BATCH = 128;
  private static final int BATCH_BYTES = 4 * 1024 * 1024;

  private final MissionService mission;
  private final Loop loop;
  private final Consumer<CompletionReceipt> answered;

  private record Key(String missionId, long token) {}

  private final Map<Key, Completion> pending = new LinkedHashMap<>();
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
  private boolean inFlight;
  private int batch = BATCH;

  /**
   * @param answered told on the loop of every answer
   */
  CompletionQueue(MissionService mission, Loop loop, Consumer<CompletionReceipt> answered) {
    this.mission = mission;
    this.loop = loop;
    this.answered = answered;
  }

  void add(Completion completion) {
    LeaseRef ref = completion.ref();
    pending.put(new Key(ref.missionId(), ref.token()), completion);
  }

  /** Sends what waits, if no call is underway. */
  void pump() {
    if (inFlight || pending.isEmpty()) {
      return;
    }
    inFlight = true;
    List<Completion> next = nextBatch();
    mission
        .complete(next)
        .emitOn(loop)
        .subscribe()
        .with(receipts -> settled(receipts), failure -> failed(next, failure));
  }

  List<LeaseRef> refs() {
    return pending.values().stream().map(Completion::ref).toList();
  }

  int size() {
    return pending.size();
  }

  private List<Completion> nextBatch() {
    List<Completion> next = new ArrayList<>();
    long room = BATCH_BYTES;
    for (Iterator<Completion> all = pending.values().iterator();
        all.hasNext() && next.size() < batch; ) {
      Completion completion = all.next();
      room -= completion.wireBytes();
      if (room < 0 && !next.isEmpty()) {
        break;
      }
      next.add(completion);
    }
    return next;
  }

  private void settled(List<CompletionReceipt> receipts) {
    inFlight = false;
    int before = pending.size();
    for (CompletionReceipt receipt : receipts) {
      if (removed(receipt)) {
        answered.accept(receipt);
      }
    }
    if (pending.size() < before) {
      backoff.reset();
      batch = BATCH;
      pump();
    } else {
      loop.after(backoff.next(), this::pump);
    }
  }

  private boolean removed(CompletionReceipt receipt) {
    return switch (receipt.status()) {
      case 200, 409, 422 -> pending.remove(new Key(receipt.missionId(), receipt.token())) != null;
      default -> false;
    };
  }

  private void failed(List<Completion> sent, Throwable failure) {
    inFlight = false;
    if (failure instanceof MissionRefused refused && !refused.unknownNode()) {
      if (sent.size() == 1) {
        LeaseRef ref = sent.getFirst().ref();
        LOG.errorf(
            "mission refused a completion: missionId=%s status=%d",
            ref.missionId(), refused.status());
        pending.remove(new Key(ref.missionId(), ref.token()));
        answered.accept(
            new CompletionReceipt(ref.missionId(), ref.token(), refused.status(), "refused"));
      }
      batch = 1;
    }
    loop.after(backoff.next(), this::pump);
  }
}
