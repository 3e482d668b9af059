package dev.missionmesh.mission.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Gives a plain connection the planner settings that the service's engine connections have. */
final class EngineSettings {
  private static final String PREFIX = "quarkus.datasource.engine.reactive.additional-properties.";

  static void apply(Connection connection) throws SQLException {
    try (InputStream file = EngineSettings.class.getResourceAsStream("/application.properties");
        Statement statement = connection.createStatement()) {
      Properties properties = new Properties();
      properties.load(file);
      for (String name : properties.stringPropertyNames()) {
        if (name.startsWith(PREFIX)) {
          statement.execute(
              "set " + name.substring(PREFIX.length()) + " = " + properties.getProperty(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EngineSettings() {}
}
