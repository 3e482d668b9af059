package dev.missionmesh.testsupport.schema;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that must be true of every schema of the mesh.
 *
 * @param name what a violation is called
 * @param sql gives a text for each violation; {@code of} is the list of schemas under test
 */
record SchemaRule(String name, String sql) {
  /** The tables, indexes, functions or logins that break the rule, in the order of their names. */
  List<String> violations(Connection connection, List<String> schemas) throws SQLException {
    List<String> found = new ArrayList<>();
    Array names = connection.createArrayOf("text", schemas.toArray());
    try (PreparedStatement query = connection.prepareStatement("with of as (select unnest(?) as schema) " + sql)) {
      query.setArray(1, names);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) found.add(name + ": " + rows.getString(1));
      }
    }
    return found.stream().sorted().toList();
  }
}
