package dev.missionmesh.mission.persistence;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.mission.application.DeadLetterStore;
import dev.missionmesh.mission.application.MissionFacts;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.MissionState.Finished;
import dev.missionmesh.mission.domain.MissionState.Queued;
import dev.missionmesh.mission.domain.Progress;
import dev.missionmesh.mission.domain.StateName;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The letter is an entity; the mission's row, which the hot statements own, is changed by SQL. */
@ApplicationScoped
class HibernateDeadLetterStore implements DeadLetterStore {
  private static final UUID AFTER_ALL = new UUID(-1, -1);

  private static final String QUEUE =
      """
      update missions set state = cast(:state as smallint), reason = null, sequence = sequence + 1, failures = 0, lost_leases = 0,
        ended_at = null, due_at = cast(:now as timestamptz) - priority * interval '1 minute'
      where tenant_id = :tenant and id = :id and state = 8
      returning sequence, lease_token, lease_node, traceparent""";

  private static final String NOTE =
      """
      update missions set sequence = sequence + 1 where tenant_id = :tenant and id = :id
      returning sequence, lease_token, lease_node, traceparent""";

  private static final String TRANSITION =
      """
      insert into transitions (tenant_id, mission_id, sequence, state, reason, at)
      values (:tenant, :id, :sequence, cast(:state as smallint), :reason, cast(:now as timestamptz))""";

  private record Changed(long sequence, long token, String node, String traceparent) {
    static Changed of(Tuple row) {
      return new Changed(
          ((Number) row.get(0)).longValue(),
          ((Number) row.get(1)).longValue(),
          (String) row.get(2),
          (String) row.get(3));
    }
  }

  private final SystemSessions sessions;

  HibernateDeadLetterStore(SystemSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Uni<List<DeadLetter>> page(TenantId tenant, MissionId before, int limit) {
    return sessions.inTenant(
        tenant,
        session ->
            session
                .createNamedQuery(DeadLetterRow.PAGE, DeadLetterRow.class)
                .setParameter("tenant", tenant.value())
                .setParameter("before", before == null ? AFTER_ALL : before.value())
                .setMaxResults(limit)
                .getResultList()
                .map(rows -> rows.stream().map(DeadLetterRow::letter).toList()));
  }

  @Override
  public Uni<Optional<DeadLetter>> find(TenantId tenant, MissionId id) {
    return sessions.inTenant(
        tenant,
        session ->
            session
                .find(DeadLetterRow.class, DeadLetterRow.Key.of(tenant, id))
                .map(row -> Optional.ofNullable(row).map(DeadLetterRow::letter)));
  }

  @Override
  public Uni<Boolean> replay(TenantId tenant, MissionId id, String principal, Instant now) {
    String reason = "replayed by " + principal;
    return take(
        tenant,
        id,
        session -> {
          Queued queued = new Finished(StateName.DEAD_LETTERED, Progress.NONE, null).replay();
          return change(session, QUEUE, tenant, id, queued.name(), now)
              .chain(
                  changed -> {
                    var data =
                        new MissionEvents.Requeued(
                            id.toString(), (int) changed.token(), changed.node(), reason, 0);
                    return record(session, tenant, id, changed, queued.name(), reason, now)
                        .chain(
                            () ->
                                tell(
                                    session,
                                    EventTypes.MISSION_REQUEUED,
                                    tenant,
                                    id,
                                    changed,
                                    now,
                                    data));
                  });
        });
  }

  @Override
  public Uni<Boolean> discard(TenantId tenant, MissionId id, String principal, Instant now) {
    return take(
        tenant,
        id,
        session ->
            change(session, NOTE, tenant, id, null, now)
                .chain(
                    changed -> {
                      var data = new MissionEvents.Discarded(id.toString(), principal);
                      return record(
                              session,
                              tenant,
                              id,
                              changed,
                              StateName.DEAD_LETTERED,
                              "discarded by " + principal,
                              now)
                          .chain(
                              () ->
                                  tell(
                                      session,
                                      EventTypes.MISSION_DISCARDED,
                                      tenant,
                                      id,
                                      changed,
                                      now,
                                      data));
                    }));
  }

  private interface Work {
    Uni<Void> with(Mutiny.Session session);
  }

  /**
   * Removes the letter and does what goes with it, in one transaction; false if there is none, or
   * another was faster.
   */
  private Uni<Boolean> take(TenantId tenant, MissionId id, Work work) {
    return sessions.inTenant(
        tenant,
        session ->
            session
                .createNamedQuery(DeadLetterRow.TAKE)
                .setParameter("key", DeadLetterRow.Key.of(tenant, id))
                .executeUpdate()
                .chain(
                    taken ->
                        taken == 0
                            ? Uni.createFrom().item(false)
                            : work.with(session).replaceWith(true)));
  }

  private static Uni<Changed> change(
      Mutiny.Session session,
      String sql,
      TenantId tenant,
      MissionId id,
      StateName state,
      Instant now) {
    var query =
        session
            .createNativeQuery(sql, Tuple.class)
            .setParameter("tenant", tenant.value())
            .setParameter("id", id.value());
    if (state != null) {
      query
          .setParameter("state", (int) state.code())
          .setParameter("now", now.atOffset(ZoneOffset.UTC));
    }
    return query.getSingleResult().map(Changed::of);
  }

  private static Uni<Integer> record(
      Mutiny.Session session,
      TenantId tenant,
      MissionId id,
      Changed changed,
      StateName state,
      String reason,
      Instant now) {
    return session
        .createNativeQuery(TRANSITION)
        .setParameter("tenant", tenant.value())
        .setParameter("id", id.value())
        .setParameter("sequence", changed.sequence())
        .setParameter("state", (int) state.code())
        .setParameter("reason", reason)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  private static Uni<Void> tell(
      Mutiny.Session session,
      String type,
      TenantId tenant,
      MissionId id,
      Changed changed,
      Instant now,
      Object data) {
    OutgoingEvent event =
        MissionFacts.of(type, tenant, id, changed.sequence(), now, changed.traceparent(), data);
    return Outbox.append(session, event);
  }
}
