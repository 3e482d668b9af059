package dev.missionmesh.benchmarks.baseline;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of the baseline's own on the mesh's PostgreSQL server, with a login of its own; gone when closed. */
final class BaselineDatabase implements AutoCloseable {
  private static final String NAME = "mesh_bench";
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name text not null,
        task_instance text not null,
        task_data bytea,
        execution_time timestamptz,
        picked boolean not null,
        picked_by text,
        last_success timestamptz,
        last_failure timestamptz,
        consecutive_failures int,
        last_heartbeat timestamptz,
        version bigint not null,
        priority smallint,
        state text,
        primary key (task_name, task_instance));
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
      """;

  private final PostgresServer server;
  private final HikariDataSource pool;

  private BaselineDatabase(PostgresServer server, HikariDataSource pool) {
    this.server = server;
    this.pool = pool;
  }

  static BaselineDatabase create(PostgresServer server, int connections) throws SQLException {
    String password = new BigInteger(160, new SecureRandom()).toString(36);
    drop(server);
    try (Connection c = server.connect();
        Statement s = c.createStatement()) {
      s.execute("create role " + NAME + " login password '" + password + "'");
      s.execute("create database " + NAME + " owner " + NAME);
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.url(NAME));
    config.setUsername(NAME);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(connections);
    HikariDataSource pool = new HikariDataSource(config);
    try (Connection c = pool.getConnection();
        Statement s = c.createStatement()) {
      s.execute(TABLE);
    }
    return new BaselineDatabase(server, pool);
  }

  HikariDataSource pool() {
    return pool;
  }

  @Override
  public void close() throws SQLException {
    pool.close();
    drop(server);
  }

  private static void drop(PostgresServer server) throws SQLException {
    try (Connection c = server.connect();
        Statement s = c.createStatement()) {
      s.execute("drop database if exists " + NAME + " with (force)");
      s.execute("drop role if exists " + NAME);
    }
  }

  /**
   * The server and who may make databases on it.
   *
   * @param address {@code host:port}
   */
  record PostgresServer(String address, String user, String password) {
    String url(String database) {
      return "jdbc:postgresql://" + address + "/" + database;
    }

    Connection connect() throws SQLException {
      return DriverManager.getConnection(url("postgres"), user, password);
    }
  }
}
