package dev.missionmesh.gateway;

import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * What the gateway meets in a mesh: PostgreSQL, first keys, one service that answers, one that is
 * down, one that is absent.
 */
public final class GatewayMesh implements QuarkusTestResourceLifecycleManager {
  private EchoService service;

  @Override
  public Map<String, String> start() {
    try {
      service = EchoService.start();
      return settings();
    } catch (IOException | JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> settings() throws IOException, JoseException {
    TestPostgres postgres = TestPostgres.shared();
    Path folder = Files.createTempDirectory("mesh-test-gateway-");
    Map<String, String> settings = new HashMap<>();
    settings.put("mesh.database.url", postgres.reactiveUrl());
    settings.put("mesh.database.api-password", postgres.password("gateway_api"));
    settings.put("mesh.database.engine-password", postgres.password("gateway_engine"));
    settings.put("test.jdbc.url", postgres.jdbcUrl("postgres"));
    settings.put("test.jdbc.password", postgres.password("postgres"));
    trust(folder, settings);
    for (String tenant : new String[] {"system", "acme", "globex"}) {
      KeyText key = KeyText.generate(new TenantId(tenant), new SecureRandom());
      Path keys = Files.createDirectories(folder.resolve("keys"));
      Files.writeString(keys.resolve(tenant + ".key"), key.reveal() + "\n");
      settings.put("test.key." + tenant, key.reveal());
    }
    settings.put("mesh.bootstrap.directory", folder.resolve("keys").toString());
    // The tests themselves are the proxy, so that they can come from anywhere.
    settings.put("mesh.gateway.trusted-proxies", "127.0.0.1/32");
    settings.put("mesh.gateway.cors.origins", "https://portal.example.com");
    webhooks(folder, settings);
    settings.put("mesh.services.mission.url", service.url());
    settings.put("mesh.services.policy.url", service.url());
    settings.put("mesh.services.telemetry.url", "http://127.0.0.1:" + deadPort());
    return settings;
  }

  /** A key to keep secrets with, and a certificate of {@code hooks.example.test} that is trusted. */
  private static void webhooks(Path folder, Map<String, String> settings) throws IOException {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Path file = folder.resolve("webhooks.properties");
    Files.writeString(file, "k1=" + Base64.getEncoder().encodeToString(key) + "\n");
    settings.put("mesh.gateway.webhooks.key-file", file.toString());
    TestCertificate certificate = TestCertificate.of("hooks.example.test", folder);
    settings.put("test.tls.key", certificate.key().toString());
    settings.put("test.tls.certificate", certificate.chain().toString());
    settings.put("mesh.gateway.webhooks.trust-certificates", certificate.chain().toString());
  }

  private static void trust(Path folder, Map<String, String> settings)
      throws IOException, JoseException {
    OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk("Ed25519");
    key.setKeyId("gateway-1");
    Path trust = Files.createDirectories(folder.resolve("trust"));
    Files.writeString(
        trust.resolve("gateway.jwk.json"), key.toJson(OutputControlLevel.PUBLIC_ONLY));
    Path own = folder.resolve("private.jwk.json");
    Files.writeString(own, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    settings.put("mesh.trust.directory", trust.toString());
    settings.put("mesh.trust.private-key", own.toString());
  }

  private static int deadPort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    service.stop();
  }
}
