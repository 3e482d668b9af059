package dev.missionmesh.sandboxruntime.application;

import java.time.Duration;

/**
 * How a node works.
 *
 * @param slots leases held at one time whose attempts have not ended
 * @param processes sandboxes that run at one time; further leases wait on the node
 * @param leaseWait how long a question for work waits at mission
 * @param cancelCheck how often leases are looked at while attempts are underway
 * @param safety how long before a lease runs out work on it stops
 * @param drainGrace how long running attempts may go on when the node stops
 */
public record NodeTerms(
    int slots,
    int processes,
    Duration leaseWait,
    Duration cancelCheck,
    Duration safety,
    Duration drainGrace) {
  public NodeTerms {
    if (slots < 1 || processes < 1) {
      throw new IllegalArgumentException("a node needs at least one slot and one process");
    }
  }
}
