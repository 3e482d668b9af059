package dev.missionmesh.mission.application;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.mission.application.Judgement.Ends;
import dev.missionmesh.mission.application.Judgement.Refused;
import dev.missionmesh.mission.application.Judgement.Repeats;
import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.AttemptEnd;
import dev.missionmesh.mission.domain.AttemptResult;
import dev.missionmesh.mission.domain.Fencing;
import dev.missionmesh.mission.domain.MissionState.Queued;
import dev.missionmesh.mission.domain.MissionState.WaitingRetry;
import dev.missionmesh.tenancy.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Ends attempts by what their nodes tell, if the teller holds the lease and the result is whole.
 */
@ApplicationScoped
public class CompleteAttempts {
  private static final int MAX_BATCH = 256;
  private static final int IN_FLIGHT = 1;

  private final CompletionStore store;
  private final LeaseDesk leases;
  private final MissionSignals signals;
  private final Wakeups wakeups;
  private final Tracing tracing;
  private final Clock clock;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final RefusalLimit limit = new RefusalLimit();
  private final long mostBytes;
  private final Timer timer;
  private final Counter refusals;
  private final Counter retries;
  private final Batcher<Completion, Judgement> batcher;

  CompleteAttempts(
      CompletionStore store,
      LeaseDesk leases,
      MissionSignals signals,
      Wakeups wakeups,
      Tracing tracing,
      Clock clock,
      MissionConfig config,
      EngineThread thread,
      FailureKinds kinds,
      MeterRegistry registry) {
    this.store = store;
    this.leases = leases;
    this.signals = signals;
    this.wakeups = wakeups;
    this.tracing = tracing;
    this.clock = clock;
    this.mostBytes = config.limits().resultBytes();
    this.timer = registry.timer("mesh.mission.complete");
    this.refusals = registry.counter("mesh.mission.completions.refused");
    this.retries = registry.counter("mesh.mission.retries");
    this.batcher =
        new Batcher<>(
            thread,
            MAX_BATCH,
            IN_FLIGHT,
            registry.summary("mesh.mission.complete.batch"),
            kinds,
            this::complete);
  }

  /** Takes one completion; the answer comes after the commit. */
  public Uni<Judgement> complete(Completion completion) {
    long start = System.nanoTime();
    return batcher
        .ask(completion)
        .onTermination()
        .invoke(() -> timer.record(Duration.ofNanos(System.nanoTime() - start)));
  }

  /**
   * A mission that appears twice takes two transactions, so that the second sees what the first
   * did.
   */
  private Uni<List<Judgement>> complete(List<Completion> batch) {
    Set<MissionSignals.Watched> seen = new HashSet<>();
    List<Completion> now = new ArrayList<>(batch.size());
    List<Completion> later = new ArrayList<>();
    List<Boolean> isNow = new ArrayList<>(batch.size());
    for (Completion c : batch) {
      boolean first = seen.add(new MissionSignals.Watched(c.tenant(), c.id()));
      isNow.add(first);
      (first ? now : later).add(c);
    }
    Uni<List<Judgement>> judged =
        store.complete(now, this::judge).invoke(judgements -> committed(now, judgements));
    if (later.isEmpty()) return judged;
    return judged.chain(first -> complete(later).map(second -> merge(isNow, first, second)));
  }

  private static List<Judgement> merge(
      List<Boolean> isFirst, List<Judgement> first, List<Judgement> second) {
    List<Judgement> all = new ArrayList<>(isFirst.size());
    int a = 0;
    int b = 0;
    for (boolean f : isFirst) all.add(f ? first.get(a++) : second.get(b++));
    return all;
  }

  private Judgement judge(Completion c, HeldMission mission, Fencing.Completed earlier) {
    if (mission == null) return new Refused(409, "there is no such mission", false);
    var claim = new Fencing.Claim(c.token(), c.node(), c.outcome().text(), c.sha256());
    boolean whole = AttemptResult.sha256(c.canonical()).equals(c.sha256());
    return switch (Fencing.judge(claim, mission.lease(), earlier)) {
      case STALE ->
          refuse(
              c,
              409,
              Fencing.isForeign(claim, mission.lease(), earlier)
                  ? AuditEvents.FOREIGN_LEASE
                  : AuditEvents.LOST_LEASE);
      case REPEATS -> whole ? new Repeats() : refuse(c, 422, "the hash does not match the result");
      case HOLDS -> {
        if (c.longestStream() > mostBytes)
          yield refuse(c, 422, "the result is larger than what is kept");
        if (!whole) yield refuse(c, 422, "the hash does not match the result");
        if (!LeaseMac.holds(c.canonical(), mission.key(), c.hmac())) {
          yield refuse(c, 422, "the MAC does not match the result");
        }
        yield new Ends(mission, end(c, mission));
      }
    };
  }

  private AttemptEnd end(Completion c, HeldMission mission) {
    var told = new AttemptEnd.Told(c.outcome(), c.result().exitCode());
    return AttemptEnd.told(
        mission.running(), told, mission.retries(), mission.timeout(), mission.now(), random);
  }

  private Refused refuse(Completion c, int status, String reason) {
    refusals.increment();
    return new Refused(status, reason, limit.allows(c.node(), clock.instant()));
  }

  private void committed(List<Completion> batch, List<Judgement> judgements) {
    Set<TenantId> requeued = new HashSet<>();
    boolean events = false;
    for (int i = 0; i < batch.size(); i++) {
      if (judgements.get(i) instanceof Refused refused) events |= refused.recorded();
      if (!(judgements.get(i) instanceof Ends ends)) continue;
      events = true;
      HeldMission mission = ends.mission();
      tracing.span(
          "mission complete", mission.traceparent(), mission.id().toString(), mission.now());
      signals.changed(mission.tenant(), mission.id());
      if (mission.cancelRequested()) leases.ended(mission.id());
      if (ends.end().next() instanceof Queued) requeued.add(mission.tenant());
      if (ends.end().next() instanceof WaitingRetry) retries.increment();
    }
    if (events) wakeups.events();
    if (!requeued.isEmpty()) leases.workArrived(requeued);
  }
}
