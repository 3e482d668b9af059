package dev.missionmesh.searchindexer;

import com.sun.net.httpserver.HttpServer;
import dev.missionmesh.testsupport.TestIssuer;
import dev.missionmesh.testsupport.TestKafka;
import dev.missionmesh.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/** What the service under test needs around it: database, broker, keys, a directory, and a mission that exports one page. */
public class ServiceResources implements QuarkusTestResourceLifecycleManager {
  private static final String PAGE =
      """
      {"items":[{"tenant":"acme","sequence":9,"mission":{"id":"%s","tenant":"acme","name":"exported one","executor":"noop",
        "state":"succeeded","labels":{},"queuedAt":"2026-11-21T12:00:00Z","endedAt":"2026-11-21T12:00:02Z","attempts":[]},
        "logText":[]}],"next":null}
      """;

  private static TestIssuer gateway;
  private HttpServer mission;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("search-indexer-test-");
      gateway = TestIssuer.trustedIn(folder, "gateway");
      OctetKeyPairJsonWebKey own = key("search-indexer");
      Path privateKey = folder.resolve("own.private");
      Files.writeString(
          privateKey, own.toJson(OutputControlLevel.INCLUDE_PRIVATE));
      return config(folder, privateKey, startMission());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> config(Path folder, Path privateKey, String missionUrl) {
    TestPostgres postgres = TestPostgres.shared();
    Map<String, String> config = new HashMap<>();
    config.put("mesh.database.url", postgres.reactiveUrl());
    config.put("mesh.database.api-password", postgres.password("search_api"));
    config.put("mesh.database.engine-password", postgres.password("search_engine"));
    config.put("mesh.kafka.bootstrap", TestKafka.shared().bootstrap());
    config.put("mesh.kafka.password", TestKafka.shared().password("search-indexer"));
    config.put("mesh.trust.directory", folder.toString());
    config.put("mesh.trust.private-key", privateKey.toString());
    config.put("mesh.state.directory", folder.resolve("state").toString());
    config.put("mesh.services.mission.url", missionUrl);
    config.put("mesh.search.refresh-interval", "PT0.02S");
    config.put("quarkus.otel.sdk.disabled", "true");
    config.put("quarkus.http.test-port", "0");
    return config;
  }

  private String startMission() throws IOException {
    mission = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mission.createContext(
        "/internal/v1/export/missions",
        exchange -> {
          byte[] body = PAGE.formatted(Facts.id(77)).getBytes(StandardCharsets.UTF_8);
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          exchange.sendResponseHeaders(token.startsWith("Bearer ey") ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    mission.start();
    return "http://127.0.0.1:" + mission.getAddress().getPort();
  }

  private static OctetKeyPairJsonWebKey key(String service) throws JoseException {
    OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
    key.setKeyId(service + "-test");
    return key;
  }

  /** A token as the gateway mints it for this service. */
  static String token(String tenant, String scope) {
    return gateway.token("search-indexer", tenant, "key:k1", scope);
  }

  @Override
  public void stop() {
    if (mission != null) {
      mission.stop(0);
    }
  }
}
