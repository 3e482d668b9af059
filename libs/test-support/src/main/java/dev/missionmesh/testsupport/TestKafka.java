package dev.missionmesh.testsupport;

import java.util.Map;

/**
 * A real Kafka broker with all topics, users and rights of the mesh: the one named by {@code
 * MESH_TEST_KAFKA_BOOTSTRAP} and {@code MESH_TEST_KAFKA_PASSWORD}, or one of this JVM's own that
 * ends with it. It may be shared with other test JVMs, so tests tell their records by tenant.
 */
public final class TestKafka {
  /** The broker's super user. */
  public static final String ADMIN = "mesh-admin";

  private static TestKafka shared;
  private final String bootstrap;
  private final String password;

  TestKafka(String bootstrap, String password) {
    this.bootstrap = bootstrap;
    this.password = password;
  }

  /** The broker of this JVM, found or started on the first call. */
  public static synchronized TestKafka shared() {
    if (shared == null) {
      shared =
          Setting.of("MESH_TEST_KAFKA_BOOTSTRAP")
              .flatMap(b -> Setting.of("MESH_TEST_KAFKA_PASSWORD").map(p -> new TestKafka(b, p)))
              .orElseGet(TestBroker::start);
    }
    return shared;
  }

  /** Address of the broker. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Password of a service's user or of {@link #ADMIN}. */
  public String password(String user) {
    return passwordOf(password, user);
  }

  /** What a Kafka client needs to come in as {@code user}. */
  public Map<String, Object> clientSettings(String user) {
    return Map.of(
        "bootstrap.servers",
        bootstrap,
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password(user)));
  }

  /** The environment by which a service finds this broker. */
  public Map<String, String> environment(String service) {
    return Map.of("MESH_KAFKA_BOOTSTRAP", bootstrap, "MESH_KAFKA_PASSWORD", password(service));
  }

  static String passwordOf(String base, String user) {
    return base + "-" + user;
  }
}
