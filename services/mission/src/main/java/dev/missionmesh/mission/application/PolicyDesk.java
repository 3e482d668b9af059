package dev.missionmesh.mission.application;

import dev.missionmesh.mission.config.GovernanceConfig;
import dev.missionmesh.mission.domain.PolicyReceipt;
import dev.missionmesh.policyengine.CompiledSnapshot;
import dev.missionmesh.policyengine.Decision;
import dev.missionmesh.policyengine.DecisionRequest;
import dev.missionmesh.policyengine.Effect;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Decides by the snapshot in force, in this process. Without a fresh one it decides nothing. */
@ApplicationScoped
public class PolicyDesk {
  private static final Logger LOG = Logger.getLogger(PolicyDesk.class);
  private static final PolicyReceipt UNGOVERNED = new PolicyReceipt("none", "allow", "none");

  private record Known(CompiledSnapshot snapshot, Instant heartbeat) {}

  private final Duration staleness;
  private final boolean enforcing;
  private final Clock clock;
  private final AtomicReference<Known> known =
      new AtomicReference<>(new Known(null, Instant.EPOCH));

  PolicyDesk(
      GovernanceConfig config,
      @ConfigProperty(name = "mesh.profile", defaultValue = "standard") String profile,
      Clock clock) {
    this.staleness = config.staleness();
    this.enforcing = config.modeUnder(profile) == GovernanceConfig.Mode.ENFORCE;
    this.clock = clock;
  }

  /** A snapshot was made the active one at this time. */
  public void install(CompiledSnapshot snapshot, Instant at) {
    known.updateAndGet(k -> new Known(snapshot, k.heartbeat().isAfter(at) ? k.heartbeat() : at));
    LOG.infof("policy snapshot in force: digest=%s", snapshot.digest());
  }

  /** The policy service lived at this time. */
  public void heard(Instant at) {
    known.updateAndGet(k -> at.isAfter(k.heartbeat()) ? new Known(k.snapshot(), at) : k);
  }

  /** Digest of the snapshot in force; null before there is one. */
  public String digest() {
    CompiledSnapshot snapshot = known.get().snapshot();
    return snapshot == null ? null : snapshot.digest();
  }

  /** True while decisions can be made. */
  public boolean isReady() {
    return !enforcing || isFresh(known.get());
  }

  private boolean isFresh(Known k) {
    return k.snapshot() != null
        && Duration.between(k.heartbeat(), clock.instant()).compareTo(staleness) <= 0;
  }

  /** A verdict. {@code allowed} is what is to be done, {@code receipt} what the snapshot said. */
  public record Verdict(boolean allowed, PolicyReceipt receipt, String reason) {}

  /**
   * Decides.
   *
   * @throws ProblemException {@code policy-unavailable} if no fresh snapshot is known and decisions
   *     are enforced
   */
  public Verdict decide(DecisionRequest request) {
    Known k = known.get();
    if (!isFresh(k)) {
      if (!enforcing) return new Verdict(true, UNGOVERNED, "");
      throw new ProblemException(
              Problem.POLICY_UNAVAILABLE,
              k.snapshot() == null
                  ? "No policy snapshot has arrived yet."
                  : "The policy snapshot is older than " + staleness + ".")
          .withHeader("Retry-After", "5");
    }
    Decision decision = k.snapshot().decide(request);
    PolicyReceipt receipt =
        new PolicyReceipt(decision.digest(), decision.effect().word(), decision.ruleId());
    boolean allowed = decision.effect() == Effect.ALLOW;
    if (!allowed && !enforcing) {
      LOG.infof(
          "observed, not enforced: tenant=%s decision=%s rule=%s",
          request.tenant(), receipt.decision(), receipt.rule());
    }
    return new Verdict(allowed || !enforcing, receipt, decision.reason());
  }
}
