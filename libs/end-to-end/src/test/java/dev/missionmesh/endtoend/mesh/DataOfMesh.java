package dev.missionmesh.endtoend.mesh;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.testsupport.TestIssuer;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The data folder of the mesh under test: the doors behind the doors, for tests that compare what lies there. */
public record DataOfMesh(Path project, Path root) {
  /** A folder that no mesh has used yet, within this module's build folder. */
  static DataOfMesh fresh() {
    Path module = Path.of("").toAbsolutePath();
    Path project = module;
    while (!Files.exists(project.resolve("mesh"))) {
      project = project.getParent();
    }
    try {
      Path target = Files.createDirectories(module.resolve("target"));
      return new DataOfMesh(project, Files.createTempDirectory(target, "mesh-data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection as one of the logins, by whichever of the two that take turns is open, or as the superuser {@code postgres}. */
  public Connection connect(String login) throws SQLException {
    String open = passwords("postgres").containsKey(login) ? login : login + "_b";
    return connect(open, passwords("postgres").get(open));
  }

  /** A connection with a login and password that need not be right. */
  public Connection connect(String login, String password) throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port("postgres") + "/mesh", login, password);
  }

  /** Every table with a tenant, by name with its schema; partitions are part of theirs. */
  public List<String> tenantTables() throws SQLException {
    return strings(
        """
        select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relnamespace::regnamespace::text in ('gateway', 'mission', 'policy', 'telemetry', 'search')
          and c.relkind in ('r', 'p') and not c.relispartition order by 1""");
  }

  public long count(String sql) throws SQLException {
    return Long.parseLong(strings(sql).getFirst());
  }

  /** The first column of a query run as the superuser. */
  public List<String> strings(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  Map<String, Object> kafka() {
    String login =
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"mesh-admin\" password=\""
            + passwords("kafka").get("mesh-admin")
            + "\";";
    return Map.of(
        "bootstrap.servers", "127.0.0.1:" + port("kafka"),
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "SCRAM-SHA-512",
        "sasl.jaas.config", login,
        "key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer",
        "value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer",
        "enable.auto.commit", "false");
  }

  String key(String tenant) {
    try {
      return Files.readString(root.resolve("keys").resolve(tenant + ".key")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The private key that signs the checkpoints. */
  Path auditKey() {
    return root.resolve("secrets").resolve("audit.jwk.json");
  }

  /** A file of the folder {@code secrets}. */
  public String secretFile(String name) {
    try {
      return Files.readString(root.resolve("secrets").resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A service as the gateway sees it: its own address, and tokens that it takes. */
  public RequestSpecification inside(String service, String tenant, String scope) {
    String token =
        new TestIssuer("gateway", secretFile("gateway.jwk.json")).token(service, tenant, "key:test", scope);
    return RestAssured.given()
        .baseUri("http://127.0.0.1:" + port(service))
        .header("Authorization", "Bearer " + token);
  }

  public int port(String name) {
    try {
      return new ObjectMapper().readTree(root.resolve("mesh.json").toFile()).path("ports").path(name).asInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Password by login of those that PostgreSQL or Kafka lets in. */
  public Map<String, String> passwords(String server) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(secretFile(server + ".properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> passwords = new TreeMap<>();
    properties.forEach((login, password) -> passwords.put((String) login, (String) password));
    return passwords;
  }

  void delete(String folder) {
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
