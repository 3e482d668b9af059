package dev.missionmesh.telemetry.persistence;

import dev.missionmesh.telemetry.UsualLimits;
import dev.missionmesh.telemetry.application.AlertRoads;
import dev.missionmesh.telemetry.application.SignalReader;
import dev.missionmesh.telemetry.config.AlertsConfig;
import dev.missionmesh.testsupport.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.time.Clock;
import java.util.Optional;

/** Connections to the test's database as the service's logins. */
final class TestPools {
  static {
    // Beside tests that Quarkus runs, the driver may be registered for another class loader only.
    try {
      Class.forName("org.postgresql.Driver");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private final TestPostgres postgres = TestPostgres.shared();
  private final io.vertx.mutiny.core.Vertx vertx = new io.vertx.mutiny.core.Vertx(Vertx.vertx());

  Pool engine() {
    return pool("telemetry_engine");
  }

  Pool api() {
    return pool("telemetry_api");
  }

  Connection connect(String login) {
    return postgres.connect(login);
  }

  /** The watcher with its usual limits and no road to deliver on. */
  static PostgresWatch watch() {
    AlertsConfig config = UsualLimits.config();
    return new PostgresWatch(
        new SignalReader(config), config, new AlertRoads(Optional::empty, config), Clock.systemUTC());
  }

  /** Ends all pools. */
  void close() {
    vertx.closeAndAwait();
  }

  private Pool pool(String login) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(postgres.reactiveUrl())
            .setUser(login)
            .setPassword(postgres.password(login))
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(2))
        .connectingTo(options)
        .using(vertx)
        .build();
  }
}
