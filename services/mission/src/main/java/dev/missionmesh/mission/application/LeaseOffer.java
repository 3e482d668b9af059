package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.PolicyReceipt;

/** What is done with a candidate. */
public sealed interface LeaseOffer {
  Candidate candidate();

  /**
   * It goes to a node.
   *
   * @param key secret of this lease, 32 bytes
   * @param traceparent context of the lease's span, or null
   */
  record Grant(
      Candidate candidate, String node, byte[] key, PolicyReceipt receipt, String traceparent)
      implements LeaseOffer {
    /** The fencing token, and number of the attempt. */
    public long token() {
      return candidate.token() + 1;
    }
  }

  /** The policy now in force does not allow it any more. */
  record Denial(Candidate candidate, PolicyReceipt receipt) implements LeaseOffer {}
}
