package dev.missionmesh.policy;

import dev.missionmesh.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/** What the service meets in a mesh: a real PostgreSQL, and a gateway whose tokens it trusts. */
public final class PolicyMesh implements QuarkusTestResourceLifecycleManager {
  static final OctetKeyPairJsonWebKey GATEWAY_KEY = key();

  @Override
  public Map<String, String> start() {
    TestPostgres postgres = TestPostgres.shared();
    return Map.of(
        "mesh.database.url", postgres.reactiveUrl(),
        "mesh.database.api-password", postgres.password("policy_api"),
        "mesh.database.engine-password", postgres.password("policy_engine"),
        "mesh.trust.directory", trust().toString(),
        "test.gateway-key", GATEWAY_KEY.toJson(OutputControlLevel.INCLUDE_PRIVATE));
  }

  @Override
  public void stop() {}

  private static Path trust() {
    try {
      Path directory = Files.createTempDirectory("mesh-test-trust-");
      directory.toFile().deleteOnExit();
      Path file = directory.resolve("gateway.jwk.json");
      Files.writeString(file, GATEWAY_KEY.toJson(OutputControlLevel.PUBLIC_ONLY));
      file.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OctetKeyPairJsonWebKey key() {
    try {
      OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk("Ed25519");
      key.setKeyId("gateway-1");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
