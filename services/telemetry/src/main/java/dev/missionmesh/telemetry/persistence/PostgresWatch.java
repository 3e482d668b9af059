package dev.missionmesh.telemetry.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.telemetry.application.AlertRoads;
import dev.missionmesh.telemetry.application.SignalReader;
import dev.missionmesh.telemetry.config.AlertsConfig;
import dev.missionmesh.telemetry.domain.Alert;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.telemetry.domain.Signal;
import dev.missionmesh.telemetry.domain.Suspicion;
import dev.missionmesh.telemetry.domain.Target;
import dev.missionmesh.telemetry.domain.Watch;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The watcher, in the transaction that appends: what it counts and raises is committed with the facts that it follows from, once,
 * whichever replica has them and whatever dies in between.
 */
@ApplicationScoped
class PostgresWatch {
  private record Aimed(Signal signal, Signal.Aim aim) {}

  private final SignalReader signals;
  private final AlertsConfig config;
  private final AlertRoads roads;
  private final Clock clock;

  PostgresWatch(SignalReader signals, AlertsConfig config, AlertRoads roads, Clock clock) {
    this.signals = signals;
    this.config = config;
    this.roads = roads;
    this.clock = clock;
  }

  /** Watches facts that the connection's transaction has just appended. Ordinary ones cost nothing. */
  Uni<Void> observe(SqlConnection c, List<Fact> facts) {
    List<Signal> found = facts.stream().map(signals::read).flatMap(Optional::stream).toList();
    if (found.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Watch watch =
        new Watch(config.coolDown(), config.mostOpen(), UuidCreator::getTimeOrderedEpochPlus1);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return c.query(WatchSql.LOCK)
        .execute()
        .chain(() -> remember(c, watch, found))
        .invoke(() -> found.forEach(signal -> watch.observe(signal, now)))
        .chain(() -> write(c, watch.drain()));
  }

  private Uni<Void> remember(SqlConnection c, Watch watch, List<Signal> found) {
    List<Aimed> aimed =
        found.stream().flatMap(s -> s.aims().stream().map(aim -> new Aimed(s, aim))).toList();
    Duration longest =
        aimed.stream().map(a -> a.aim().window()).max(Duration::compareTo).orElseThrow();
    Instant first = found.stream().map(Signal::at).min(Instant::compareTo).orElseThrow();
    Instant last = found.stream().map(Signal::at).max(Instant::compareTo).orElseThrow();
    var windows =
        new Columns<>(aimed)
            .text(a -> a.signal().owner().value())
            .text(a -> a.signal().suspicion().label())
            .text(a -> a.aim().target().kind())
            .text(a -> a.aim().target().name())
            .with(Columns.utc(first.minus(longest)))
            .with(Columns.utc(last.plus(longest)));
    var open =
        new Columns<>(found).text(s -> s.owner().value()).text(s -> s.suspicion().label());
    return c.preparedQuery(WatchSql.WINDOWS)
        .execute(windows.parameters())
        .invoke(rows -> rows.forEach(row -> watch.remember(counted(row))))
        .chain(() -> c.preparedQuery(WatchSql.OPEN).execute(open.parameters()))
        .invoke(rows -> rows.forEach(row -> watch.remember(AlertRow.read(row))))
        .replaceWithVoid();
  }

  private static Watch.Counted counted(Row row) {
    return new Watch.Counted(
        new Watch.Place(
            new TenantId(row.getString("tenant_id")),
            Suspicion.of(row.getString("rule")),
            new Target(row.getString("target_kind"), row.getString("target"))),
        row.getOffsetDateTime("at").toInstant(),
        row.getLong("count"));
  }

  private Uni<Void> write(SqlConnection c, Watch.Outcome outcome) {
    Uni<?> counting =
        outcome.counted().isEmpty()
            ? Uni.createFrom().voidItem()
            : c.preparedQuery(WatchSql.COUNT)
                .execute(
                    new Columns<>(outcome.counted())
                        .text(x -> x.place().owner().value())
                        .text(x -> x.place().suspicion().label())
                        .text(x -> x.place().target().kind())
                        .text(x -> x.place().target().name())
                        .time(Watch.Counted::at)
                        .number(Watch.Counted::count)
                        .parameters());
    return counting
        .chain(() -> change(c, outcome.changed()))
        .chain(() -> raise(c, outcome.raised()));
  }

  private static Uni<?> change(SqlConnection c, List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return c.preparedQuery(WatchSql.CHANGE)
        .execute(
            new Columns<>(alerts)
                .text(a -> a.tenant().value())
                .uuid(Alert::id)
                .number(Alert::count)
                .time(Alert::lastSeen)
                .time(Alert::resolvedAt)
                .parameters());
  }

  private Uni<Void> raise(SqlConnection c, List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var rows =
        new Columns<>(alerts)
            .text(a -> a.tenant().value())
            .uuid(Alert::id)
            .text(a -> a.suspicion().label())
            .text(a -> a.target().kind())
            .text(a -> a.target().name())
            .number(Alert::count)
            .number(Alert::threshold)
            .time(Alert::firstSeen)
            .time(Alert::lastSeen)
            .time(Alert::raisedAt)
            .time(Alert::resolvedAt);
    var deliveries =
        new Columns<>(alerts)
            .text(a -> a.tenant().value())
            .uuid(Alert::id)
            .with(roads.names().toArray(String[]::new));
    return c.preparedQuery(WatchSql.RAISE)
        .execute(rows.parameters())
        .chain(() -> c.preparedQuery(WatchSql.DELIVER).execute(deliveries.parameters()))
        .chain(() -> Outbox.append(c, alerts.stream().map(PostgresWatch::fact).toList()));
  }

  private static OutgoingEvent fact(Alert alert) {
    return OutgoingEvent.of(
        Topics.AUDIT,
        EventTypes.ALERT_RAISED,
        alert.tenant(),
        alert.id().toString(),
        1,
        alert.raisedAt(),
        null,
        new AuditEvents.AlertRaised(
            alert.id().toString(),
            alert.suspicion().label(),
            alert.target().kind(),
            alert.target().name(),
            alert.count(),
            alert.threshold(),
            alert.firstSeen(),
            alert.lastSeen()));
  }
}
