package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.LeaseRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Renews all leases in one call, and at once stops what mission cancels or has taken away. While
 * processes run it asks more often, so that a cancel is seen soon. Used on the loop only.
 */
final class Renewals {
  private static final Logger LOG = Logger.getLogger(Renewals.class);
  private static final Duration TICK = Duration.ofMillis(250);

  private final MissionService mission;
  private final Loop loop;
  private final HeldLeases held;
  private final CompletionQueue completions;
  private final LongSupplier nanoTime;
  private final Runnable unknownNode;
  private final Duration cancelCheck;
  private Duration every;
  private long askedAt;
  private long askedAllAt;
  private boolean inFlight;

  Renewals(
      MissionService mission,
      Loop loop,
      HeldLeases held,
      CompletionQueue completions,
      LongSupplier nanoTime,
      Duration cancelCheck,
      Runnable unknownNode) {
    this.mission = mission;
    this.loop = loop;
    this.held = held;
    this.completions = completions;
    this.nanoTime = nanoTime;
    this.cancelCheck = cancelCheck;
    this.unknownNode = unknownNode;
  }

  void start(Duration renewEvery) {
    every = renewEvery;
    askedAt = nanoTime.getAsLong();
    askedAllAt = askedAt;
    loop.every(TICK, this::tick);
  }

  void tick() {
    for (LeaseRef lost : held.expire()) {
      LOG.warnf("lease ran out unrenewed: missionId=%s token=%d", lost.missionId(), lost.token());
    }
    long now = nanoTime.getAsLong();
    boolean all = now - askedAllAt >= every.toNanos();
    boolean soon = held.size() > 0 && now - askedAt >= cancelCheck.toNanos();
    if (!inFlight && (all || soon)) {
      renew(now, all);
    }
  }

  private void renew(long now, boolean all) {
    List<LeaseRef> refs = new ArrayList<>(held.refs());
    if (all) {
      refs.addAll(completions.refs());
    }
    inFlight = true;
    askedAt = now;
    mission
        .renew(refs)
        .emitOn(loop)
        .subscribe()
        .with(
            renewals -> {
              inFlight = false;
              if (all) {
                askedAllAt = now;
              }
              renewals.forEach(renewal -> held.renewed(renewal, now));
            },
            failure -> {
              inFlight = false;
              if (failure instanceof MissionRefused refused && refused.unknownNode()) {
                unknownNode.run();
              }
            });
  }
}
