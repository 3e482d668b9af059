package dev.missionmesh.mission.application;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.missionmesh.mission.application.Submitted.Accepted;
import dev.missionmesh.mission.application.Submitted.KeyReused;
import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.Acceptance;
import dev.missionmesh.mission.domain.Ceiling;
import dev.missionmesh.mission.domain.DraftCheck;
import dev.missionmesh.mission.domain.MissionDraft;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.MissionSpec;
import dev.missionmesh.mission.domain.SpecJson;
import dev.missionmesh.policyengine.DecisionRequest;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Accepts missions: checked, allowed by policy, with room in the queue, once per idempotency key.
 */
@ApplicationScoped
public class SubmitMissions {
  private static final int MAX_BATCH = 256;
  private static final int IN_FLIGHT = 1;

  private final SubmissionStore store;
  private final PolicyDesk policy;
  private final QueueRoom room;
  private final Tracing tracing;
  private final LeaseDesk leases;
  private final Wakeups wakeups;
  private final Clock clock;
  private final Ceiling ceiling;
  private final Timer timer;
  private final Batcher<Submission, Submitted> batcher;

  SubmitMissions(
      SubmissionStore store,
      PolicyDesk policy,
      QueueRoom room,
      Tracing tracing,
      LeaseDesk leases,
      Wakeups wakeups,
      Clock clock,
      MissionConfig config,
      EngineThread thread,
      FailureKinds kinds,
      MeterRegistry registry) {
    this.store = store;
    this.policy = policy;
    this.room = room;
    this.tracing = tracing;
    this.leases = leases;
    this.wakeups = wakeups;
    this.clock = clock;
    var most = config.ceiling();
    this.ceiling =
        new Ceiling(most.cpuMillis(), most.memoryBytes(), most.diskBytes(), most.timeout());
    this.timer = registry.timer("mesh.mission.submit");
    this.batcher =
        new Batcher<>(
            thread,
            MAX_BATCH,
            IN_FLIGHT,
            registry.summary("mesh.mission.submit.batch"),
            kinds,
            this::accept);
  }

  /**
   * Accepts one mission.
   *
   * @param idempotencyKey null for none
   * @return the acceptance; fails with {@code InvalidDraft} or a {@link ProblemException}
   */
  public Uni<Accepted> submit(Principal principal, MissionDraft draft, String idempotencyKey) {
    long start = System.nanoTime();
    MissionSpec spec = DraftCheck.check(draft, ceiling);
    String specSha256 = SpecJson.sha256(spec);
    PolicyDesk.Verdict verdict;
    try {
      verdict = policy.decide(question(principal, spec));
    } catch (ProblemException unavailable) {
      return unlessKnown(
          principal, idempotencyKey, specSha256, Uni.createFrom().failure(unavailable));
    }
    Submission submission = submission(principal, spec, specSha256, verdict, idempotencyKey);
    if (!verdict.allowed()) {
      return unlessKnown(principal, idempotencyKey, specSha256, deny(submission, verdict.reason()));
    }
    return room.take(principal.tenant())
        .chain(
            free ->
                free
                    ? batcher.ask(submission).map(SubmitMissions::accepted)
                    : unlessKnown(principal, idempotencyKey, specSha256, full()))
        .onTermination()
        .invoke(() -> timer.record(java.time.Duration.ofNanos(System.nanoTime() - start)));
  }

  private Uni<List<Submitted>> accept(List<Submission> batch) {
    return store.accept(batch).invoke(answers -> committed(batch, answers));
  }

  private void committed(List<Submission> batch, List<Submitted> answers) {
    Set<TenantId> tenants = new HashSet<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) instanceof Accepted accepted && !accepted.repeated()) {
        tenants.add(batch.get(i).tenant());
      }
    }
    if (tenants.isEmpty()) return;
    leases.workArrived(tenants);
    wakeups.events();
  }

  private Submission submission(
      Principal principal,
      MissionSpec spec,
      String sha256,
      PolicyDesk.Verdict verdict,
      String key) {
    MissionId id = new MissionId(UuidCreator.getTimeOrderedEpoch());
    Instant now = clock.instant();
    byte[] answer = new Acceptance(id, principal.tenant(), now, verdict.receipt()).json();
    return new Submission(
        id,
        principal.tenant(),
        principal.subject(),
        spec,
        sha256,
        verdict.receipt(),
        tracing.current(),
        now,
        key,
        answer);
  }

  private static DecisionRequest question(Principal principal, MissionSpec spec) {
    return new DecisionRequest(
        principal.tenant().value(),
        principal.subject(),
        spec.executor(),
        spec.zone(),
        spec.riskTier(),
        spec.capabilities(),
        spec.labels(),
        spec.priority(),
        spec.timeout().toSeconds(),
        spec.resources().cpus(),
        spec.resources().memoryBytes(),
        spec.resources().diskBytes());
  }

  /** A refusal, unless the key was accepted before: then that answer stands. */
  private Uni<Accepted> unlessKnown(
      Principal principal, String key, String sha256, Uni<Accepted> refusal) {
    if (key == null) return refusal;
    return store
        .find(principal.tenant(), key, sha256)
        .chain(known -> known.isPresent() ? Uni.createFrom().item(accepted(known.get())) : refusal);
  }

  private static Accepted accepted(Submitted submitted) {
    return switch (submitted) {
      case Accepted accepted -> accepted;
      case KeyReused ignored ->
          throw new ProblemException(
              Problem.IDEMPOTENCY_KEY_REUSED,
              "This key was used before with another body.",
              FieldError.header("Idempotency-Key", "was used with another body"));
    };
  }

  private Uni<Accepted> deny(Submission denied, String reason) {
    ProblemException problem =
        new ProblemException(Problem.POLICY_DENIED, "The mission is not allowed: " + reason + ".")
            .with("rule", denied.receipt().rule())
            .with("snapshot", denied.receipt().snapshot());
    return store
        .recordDenial(denied)
        .invoke(wakeups::events)
        .chain(() -> Uni.createFrom().failure(problem));
  }

  private static Uni<Accepted> full() {
    return Uni.createFrom()
        .failure(
            () ->
                new ProblemException(
                        Problem.QUEUE_FULL,
                        "The tenant has as many waiting missions as it may have.")
                    .withHeader("Retry-After", "5"));
  }
}
