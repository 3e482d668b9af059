package dev.missionmesh.searchindexer.domain;

import java.util.Objects;

/**
 * All that the index knows of one mission.
 *
 * @param identity what was said when it was accepted; null until known
 * @param status how far it is; null until known
 */
public record MissionFacts(
    String tenant, String missionId, MissionIdentity identity, MissionStatus status)
    implements Fact, Indexed {
  public MissionFacts {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(missionId, "missionId");
  }

  @Override
  public String key() {
    return DocumentKey.ofMission(tenant, missionId);
  }

  /** Commutative, associative, idempotent: facts may come in any order and any number of times. */
  public MissionFacts merge(MissionFacts other) {
    MissionIdentity who = identity == null ? other.identity : identity.merge(other.identity);
    MissionStatus how = status == null ? other.status : status.latest(other.status);
    return who == identity && how == status ? this : new MissionFacts(tenant, missionId, who, how);
  }
}
