package dev.missionmesh.telemetry.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.auditlog.NoteSigner;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Reads the key that signs checkpoints. A service without one does not start. */
@Singleton
class SigningKey {
  private static final String NAME = "missionmesh.dev/audit";

  @Produces
  @Singleton
  @Startup
  NoteSigner signer(TelemetryConfig config) {
    Path file = config.signingKey();
    try {
      JsonNode jwk = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (!"Ed25519".equals(jwk.path("crv").asText())) {
        throw new IllegalStateException("mesh.audit.signing-key is no Ed25519 JWK: " + file);
      }
      return NoteSigner.of(NAME, bytes(jwk, "d"), bytes(jwk, "x"));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("mesh.audit.signing-key cannot be used: " + file, e);
    }
  }

  private static byte[] bytes(JsonNode jwk, String member) {
    return Base64.getUrlDecoder().decode(jwk.path(member).asText());
  }
}
