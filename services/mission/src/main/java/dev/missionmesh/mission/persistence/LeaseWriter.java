package dev.missionmesh.mission.persistence;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.mission.application.Candidate;
import dev.missionmesh.mission.application.LeaseOffer;
import dev.missionmesh.mission.application.LeaseOffer.Denial;
import dev.missionmesh.mission.application.LeaseOffer.Grant;
import dev.missionmesh.mission.application.MissionFacts;
import dev.missionmesh.mission.application.Remains;
import dev.missionmesh.mission.domain.MissionState.Finished;
import dev.missionmesh.mission.domain.MissionState.Queued;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes what was decided about candidates: leases, attempts, refusals, events. */
final class LeaseWriter {
  private static final String START =
      """
      update missions m set state = 2, reason = null, sequence = m.sequence + 1, lease_token = u.token, lease_key = u.key,
        lease_node = u.node, lease_expires_at = clock_timestamp() + $7 * interval '1 millisecond', started_at = u.at,
        next_run_at = null, log_bytes = 0, cancel_requested = false
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::bytea[], $5::text[], $6::timestamptz[])
        as u(tenant, id, token, key, node, at)
      where m.tenant_id = u.tenant and m.id = u.id""";

  private static final String ATTEMPT =
      """
      insert into attempts (tenant_id, mission_id, number, node, started_seq, started_at)
      select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::timestamptz[])""";

  private static final String DENY =
      """
      update missions m set state = 6, reason = u.reason, sequence = m.sequence + 1, ended_at = u.at
      from unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[]) as u(tenant, id, reason, at)
      where m.tenant_id = u.tenant and m.id = u.id""";

  private record Refused(Candidate candidate, Finished end) {}

  static Uni<Void> write(SqlConnection connection, List<LeaseOffer> offers, Duration lease) {
    if (offers.isEmpty()) return Uni.createFrom().voidItem();
    List<Grant> grants = new ArrayList<>(offers.size());
    List<Refused> refused = new ArrayList<>();
    for (LeaseOffer offer : offers) {
      switch (offer) {
        case Grant grant -> grants.add(grant);
        case Denial denial -> refused.add(refused(denial));
      }
    }
    return Uni.createFrom()
        .voidItem()
        .chain(
            () -> grants.isEmpty() ? Uni.createFrom().voidItem() : start(connection, grants, lease))
        .chain(() -> refused.isEmpty() ? Uni.createFrom().voidItem() : deny(connection, refused));
  }

  private static Refused refused(Denial denial) {
    Candidate c = denial.candidate();
    return new Refused(c, new Queued(c.progress()).deny(denial.receipt().rule()));
  }

  private static Uni<Void> start(SqlConnection connection, List<Grant> grants, Duration lease) {
    return Uni.combine()
        .all()
        .unis(
            connection.preparedQuery(START).execute(starts(grants, lease)),
            connection.preparedQuery(ATTEMPT).execute(attempts(grants)),
            Outbox.append(connection, grants.stream().map(LeaseWriter::started).toList()))
        .discardItems();
  }

  private static Uni<Void> deny(SqlConnection connection, List<Refused> refused) {
    return LatestRemains.read(connection, refused.stream().map(LeaseWriter::key).toList())
        .chain(
            remains ->
                Uni.combine()
                    .all()
                    .unis(
                        connection.preparedQuery(DENY).execute(denials(refused)),
                        Transitions.insert(
                            connection, refused.stream().map(LeaseWriter::transition).toList()),
                        Outbox.append(
                            connection,
                            refused.stream()
                                .map(r -> finished(r, remains.getOrDefault(key(r), Remains.NONE)))
                                .toList()))
                    .discardItems());
  }

  private static LatestRemains.Key key(Refused r) {
    return new LatestRemains.Key(r.candidate().tenant(), r.candidate().id(), r.candidate().token());
  }

  private static io.vertx.mutiny.sqlclient.Tuple starts(List<Grant> grants, Duration lease) {
    return new Columns<>(grants)
        .text(g -> g.candidate().tenant().value())
        .uuid(g -> g.candidate().id().value())
        .bigint(Grant::token)
        .bytes(Grant::key)
        .text(Grant::node)
        .time(g -> g.candidate().now())
        .and(lease.toMillis())
        .parameters();
  }

  private static io.vertx.mutiny.sqlclient.Tuple attempts(List<Grant> grants) {
    return new Columns<>(grants)
        .text(g -> g.candidate().tenant().value())
        .uuid(g -> g.candidate().id().value())
        .bigint(Grant::token)
        .text(Grant::node)
        .bigint(g -> g.candidate().sequence() + 1)
        .time(g -> g.candidate().now())
        .parameters();
  }

  private static io.vertx.mutiny.sqlclient.Tuple denials(List<Refused> refused) {
    return new Columns<>(refused)
        .text(r -> r.candidate().tenant().value())
        .uuid(r -> r.candidate().id().value())
        .text(r -> r.end().reason())
        .time(r -> r.candidate().now())
        .parameters();
  }

  private static Transitions.Transition transition(Refused r) {
    Candidate c = r.candidate();
    return new Transitions.Transition(
        c.tenant(), c.id(), c.sequence() + 1, r.end().name(), r.end().reason(), c.now());
  }

  private static OutgoingEvent started(Grant g) {
    Candidate c = g.candidate();
    var data =
        new MissionEvents.Started(
            c.id().toString(),
            (int) g.token(),
            g.node(),
            g.token(),
            MissionFacts.decision(g.receipt()),
            c.now());
    String trace = g.traceparent() == null ? c.traceparent() : g.traceparent();
    return MissionFacts.of(
        EventTypes.MISSION_STARTED, c.tenant(), c.id(), c.sequence() + 1, c.now(), trace, data);
  }

  private static OutgoingEvent finished(Refused r, Remains remains) {
    Candidate c = r.candidate();
    return MissionFacts.ended(
        new MissionFacts.Ended(
            c.tenant(),
            c.id(),
            c.sequence() + 1,
            c.name(),
            c.labels(),
            r.end().name(),
            r.end().reason(),
            c.token(),
            null,
            c.queuedAt(),
            null,
            c.now(),
            c.traceparent()),
        remains);
  }

  private LeaseWriter() {}
}
