package dev.missionmesh.telemetry;

import dev.missionmesh.testsupport.TestIssuer;
import dev.missionmesh.testsupport.TestKafka;
import dev.missionmesh.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/** What the service meets in a mesh: a real PostgreSQL, a real Kafka, a key to sign with, and a gateway whose tokens it trusts. */
public final class TelemetryMesh implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    TestPostgres postgres = TestPostgres.shared();
    TestKafka kafka = TestKafka.shared();
    Path directory = directory();
    Path signing = directory.resolve("audit-signing.json");
    write(signing, key("audit-1").toJson(OutputControlLevel.INCLUDE_PRIVATE));
    WebhookReceiver receiver = WebhookReceiver.start();
    write(directory.resolve("webhook.secret"), WebhookReceiver.SECRET + "\n");
    return Map.ofEntries(
        Map.entry("mesh.state.directory", directory.resolve("state").toString()),
        Map.entry("mesh.alerts.webhook.url", receiver.url()),
        Map.entry(
            "mesh.alerts.webhook.secret-file", directory.resolve("webhook.secret").toString()),
        Map.entry("mesh.database.url", postgres.reactiveUrl()),
        Map.entry("mesh.database.api-password", postgres.password("telemetry_api")),
        Map.entry("mesh.database.engine-password", postgres.password("telemetry_engine")),
        Map.entry("mesh.kafka.bootstrap", kafka.bootstrap()),
        Map.entry("mesh.kafka.password", kafka.password("telemetry")),
        Map.entry("mp.messaging.incoming.facts.group.id", "telemetry.test-" + UUID.randomUUID()),
        Map.entry("mesh.audit.signing-key", signing.toString()),
        Map.entry("mesh.trust.directory", directory.toString()),
        Map.entry("quarkus.otel.sdk.disabled", "true"),
        Map.entry("test.gateway-key", TestIssuer.trustedIn(directory, "gateway").key()));
  }

  @Override
  public void stop() {}

  private static Path directory() {
    try {
      Path directory = Files.createTempDirectory("mesh-test-telemetry-");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
      file.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OctetKeyPairJsonWebKey key(String id) {
    try {
      OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk("Ed25519");
      key.setKeyId(id);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
