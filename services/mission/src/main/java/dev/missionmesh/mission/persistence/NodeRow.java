package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.Nodes;
import dev.missionmesh.mission.domain.NodeState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** A node in the database. */
@Entity
@Table(name = "nodes")
@NamedQuery(
    name = NodeRow.SILENT,
    query = "from NodeRow where state <> :dead and lastSeenAt < :before",
    lockMode = LockModeType.PESSIMISTIC_WRITE)
@NamedQuery(name = NodeRow.ALL, query = "from NodeRow order by id")
class NodeRow {
  /** Queries are named so that they are compiled at the start, not on an event loop. */
  static final String SILENT = "NodeRow.silent";

  static final String ALL = "NodeRow.all";

  @Id String id;

  @Enumerated(EnumType.STRING)
  NodeState state;

  int slots;

  @Column(name = "build_id")
  String buildId;

  String backend;
  boolean degraded;

  @Column(name = "degraded_reason")
  String degradedReason;

  String executors;

  @Column(name = "capability_hash")
  String capabilityHash;

  boolean drifted;

  @Column(name = "registered_at")
  Instant registeredAt;

  @Column(name = "last_seen_at")
  Instant lastSeenAt;

  long sequence;

  /** Takes what the node says; a capability or build other than before counts as drift. */
  void present(Nodes.Presented p, Instant now) {
    drifted =
        capabilityHash != null
            && !(capabilityHash.equals(p.capabilityHash()) && buildId.equals(p.buildId()));
    slots = p.slots();
    buildId = p.buildId();
    backend = p.backend();
    degraded = p.degraded();
    degradedReason = p.degradedReason();
    executors = String.join(",", p.executors());
    capabilityHash = p.capabilityHash();
    registeredAt = now;
    lastSeenAt = now;
  }

  NodeState stateAt(Instant now, Duration lease) {
    return NodeState.after(Duration.between(lastSeenAt, now), lease, drifted);
  }

  Nodes.View view(int leased) {
    return new Nodes.View(
        id, state.name(), slots, leased, lastSeenAt, buildId, backend, degraded, capabilityHash);
  }
}
