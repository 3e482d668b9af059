package dev.missionmesh.gateway.domain;

/**
 * Whose requests are counted together, and against what. A limit that changes begins afresh.
 *
 * @param owner the address or the tenant
 * @param part what is told apart of the owner's: a key's id, a route, {@code admin}; may be empty
 */
public record Allotment(Tier tier, String owner, String part, Limit limit) {
  /** The same in one line of text, the same in every replica. */
  public String text() {
    return String.join("|", tier.label(), owner, part, limit.toString());
  }
}
