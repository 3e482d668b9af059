package dev.missionmesh.mission.persistence;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.mission.application.NodeRegistry;
import dev.missionmesh.mission.application.Nodes;
import dev.missionmesh.mission.domain.NodeState;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Nodes belong to the mesh: their rows and events are the tenant system's. */
@ApplicationScoped
class HibernateNodeRegistry implements NodeRegistry {
  private final SystemSessions sessions;

  HibernateNodeRegistry(SystemSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Uni<Boolean> register(String id, Nodes.Presented presented, Instant now) {
    return sessions.inTenant(
        TenantId.SYSTEM,
        session ->
            session
                .find(NodeRow.class, id, LockModeType.PESSIMISTIC_WRITE)
                .chain(known -> known != null ? Uni.createFrom().item(known) : fresh(session, id))
                .chain(
                    node -> {
                      node.present(presented, now);
                      String reason = node.drifted ? AuditEvents.NODE_DRIFTED : "registered";
                      return change(session, node, online(node), reason, now)
                          .call(() -> session.persist(node));
                    }));
  }

  private static Uni<NodeRow> fresh(Mutiny.Session session, String id) {
    NodeRow node = new NodeRow();
    node.id = id;
    return Uni.createFrom().item(node);
  }

  private static NodeState online(NodeRow node) {
    return node.drifted ? NodeState.YELLOW : NodeState.ONLINE;
  }

  @Override
  public Uni<Boolean> seen(String id, Instant now) {
    return sessions.inTenant(
        TenantId.SYSTEM,
        session ->
            session
                .find(NodeRow.class, id, LockModeType.PESSIMISTIC_WRITE)
                .chain(
                    node -> {
                      if (node == null) return Uni.createFrom().item(false);
                      node.lastSeenAt = now;
                      return change(session, node, online(node), "heard of again", now);
                    }));
  }

  @Override
  public Uni<Boolean> review(Instant now, Duration lease) {
    return sessions.inTenant(
        TenantId.SYSTEM,
        session ->
            session
                .createNamedQuery(NodeRow.SILENT, NodeRow.class)
                .setParameter("dead", NodeState.DEAD)
                .setParameter("before", now.minus(lease))
                .getResultList()
                .chain(
                    silent ->
                        Multi.createFrom()
                            .iterable(silent)
                            .onItem()
                            .transformToUniAndConcatenate(
                                node ->
                                    change(
                                        session,
                                        node,
                                        node.stateAt(now, lease),
                                        "silent since " + node.lastSeenAt,
                                        now))
                            .collect()
                            .asList())
                .map(changes -> changes.contains(true)));
  }

  private static Uni<Boolean> change(
      Mutiny.Session session, NodeRow node, NodeState to, String reason, Instant now) {
    if (node.state == to) return Uni.createFrom().item(false);
    String from = node.state == null ? null : node.state.name();
    node.state = to;
    node.sequence++;
    OutgoingEvent event =
        OutgoingEvent.of(
                Topics.AUDIT,
                EventTypes.NODE_STATE_CHANGED,
                TenantId.SYSTEM,
                node.id,
                node.sequence,
                now,
                null,
                new AuditEvents.NodeStateChanged(node.id, from, to.name(), reason))
            .keyed(TenantId.SYSTEM.value());
    return Outbox.append(session, event).replaceWith(true);
  }

  @Override
  public Uni<List<Nodes.View>> list(ToIntFunction<String> leased) {
    return sessions.inTenant(
        TenantId.SYSTEM,
        session ->
            session
                .createNamedQuery(NodeRow.ALL, NodeRow.class)
                .getResultList()
                .map(nodes -> nodes.stream().map(n -> n.view(leased.applyAsInt(n.id))).toList()));
  }
}
