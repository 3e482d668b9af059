package dev.missionmesh.mission.application;

import dev.missionmesh.mission.application.LeaseOffer.Denial;
import dev.missionmesh.mission.application.LeaseOffer.Grant;
import dev.missionmesh.policyengine.DecisionRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Decides policy again for what is about to be leased, and makes the leases' secrets. */
@ApplicationScoped
class LeaseTerms {
  private static final int KEY_BYTES = 32;

  private final PolicyDesk policy;
  private final Tracing tracing;
  private final SecureRandom random = new SecureRandom();

  LeaseTerms(PolicyDesk policy, Tracing tracing) {
    this.policy = policy;
    this.tracing = tracing;
  }

  boolean isReady() {
    return policy.isReady();
  }

  /**
   * An offer for each candidate; those that are allowed go to the nodes as {@code nextNode} names
   * them.
   */
  List<LeaseOffer> offers(List<Candidate> candidates, Supplier<NodePoll> nextNode) {
    List<LeaseOffer> offers = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      PolicyDesk.Verdict verdict = policy.decide(question(candidate));
      if (!verdict.allowed()) {
        offers.add(new Denial(candidate, verdict.receipt()));
        continue;
      }
      NodePoll poll = nextNode.get();
      if (poll == null) break;
      Grant grant = grant(candidate, poll.node, verdict);
      poll.add(grant);
      offers.add(grant);
    }
    return offers;
  }

  private Grant grant(Candidate candidate, String node, PolicyDesk.Verdict verdict) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    String trace =
        tracing.span(
            "mission lease", candidate.traceparent(), candidate.id().toString(), candidate.now());
    return new Grant(candidate, node, key, verdict.receipt(), trace);
  }

  private static DecisionRequest question(Candidate c) {
    return new DecisionRequest(
        c.tenant().value(),
        c.principal(),
        c.executor(),
        c.zone(),
        c.riskTier(),
        c.capabilities(),
        c.labels(),
        c.priority(),
        c.timeout().toSeconds(),
        c.resources().cpus(),
        c.resources().memoryBytes(),
        c.resources().diskBytes());
  }
}
