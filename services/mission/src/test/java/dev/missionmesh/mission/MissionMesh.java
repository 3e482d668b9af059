package dev.missionmesh.mission;

import dev.missionmesh.testsupport.TestIssuer;
import dev.missionmesh.testsupport.TestKafka;
import dev.missionmesh.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the service meets in a mesh: a real PostgreSQL and Kafka, and issuers whose tokens it
 * trusts. Leases are short.
 */
public final class MissionMesh implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    TestPostgres postgres = TestPostgres.shared();
    TestKafka kafka = TestKafka.shared();
    Map<String, String> config = new HashMap<>();
    config.put("mesh.database.url", postgres.reactiveUrl());
    config.put("mesh.database.api-password", postgres.password("mission_api"));
    config.put("mesh.database.engine-password", postgres.password("mission_engine"));
    config.put("mesh.kafka.bootstrap", kafka.bootstrap());
    config.put("mesh.kafka.password", kafka.password("mission"));
    config.put("mesh.mission.lease", "PT4S");
    config.put("mesh.mission.queue-limit", "50");
    config.put("quarkus.otel.sdk.disabled", "true");
    config.put("test.jdbc", postgres.jdbcUrl("postgres"));
    config.put("test.jdbc.password", postgres.password("postgres"));
    config.put("test.gateway-password", kafka.password("gateway"));
    config.put("test.policy-password", kafka.password("policy"));
    config.put(
        "test.kafka-admin",
        kafka.clientSettings(TestKafka.ADMIN).get("sasl.jaas.config").toString());
    try {
      Path directory = Files.createTempDirectory("mesh-test-mission-");
      config.put("mesh.trust.directory", directory.toString());
      config.put("mesh.state.directory", directory.resolve("state").toString());
      for (String issuer : new String[] {"gateway", "sandbox-runtime", "search-indexer"}) {
        config.put("test.key." + issuer, TestIssuer.trustedIn(directory, issuer).key());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return config;
  }

  @Override
  public void stop() {}
}
