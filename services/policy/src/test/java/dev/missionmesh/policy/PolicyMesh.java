package dev.missionmesh.policy;

import dev.missionmesh.testsupport.TestIssuer;
import dev.missionmesh.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the service meets in a mesh: a real PostgreSQL, and a gateway whose tokens it trusts. */
public final class PolicyMesh implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    TestPostgres postgres = TestPostgres.shared();
    Path trust = directory();
    return Map.of(
        "mesh.database.url", postgres.reactiveUrl(),
        "mesh.database.api-password", postgres.password("policy_api"),
        "mesh.database.engine-password", postgres.password("policy_engine"),
        "mesh.trust.directory", trust.toString(),
        "test.gateway-key", TestIssuer.trustedIn(trust, "gateway").key());
  }

  @Override
  public void stop() {}

  private static Path directory() {
    try {
      Path directory = Files.createTempDirectory("mesh-test-trust-");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
