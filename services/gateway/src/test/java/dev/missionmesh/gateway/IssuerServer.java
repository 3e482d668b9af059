package dev.missionmesh.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * An OpenID issuer over real HTTP: discovery, keys, decisions on permissions. A test changes it
 * under {@code /control}, and reads there how often the keys were fetched.
 */
public final class IssuerServer implements QuarkusTestResourceLifecycleManager {
  private HttpServer server;
  private volatile JsonArray keys;
  private volatile boolean away;
  private volatile int decision = 200;
  private final AtomicInteger fetched = new AtomicInteger();
  private volatile String asked = "";

  @Override
  public void init(Map<String, String> arguments) {
    away = arguments.containsKey("away");
  }

  @Override
  public Map<String, String> start() {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId("first");
      key.setAlgorithm("RS256");
      key.setUse("sig");
      keys = new JsonArray().add(new JsonObject(key.toJson(OutputControlLevel.PUBLIC_ONLY)));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::answer);
      server.start();
      Map<String, String> settings = new HashMap<>();
      settings.put("mesh.gateway.oidc.issuer", url());
      settings.put("test.issuer.key", key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
      return settings;
    } catch (IOException | JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/mesh";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.equals("/control")) {
        send(exchange, 200, control(new JsonObject(body.isEmpty() ? "{}" : body)));
      } else if (away) {
        // closed without a word, as by a server that is going down
        return;
      } else if (path.equals("/realms/mesh/.well-known/openid-configuration")) {
        send(exchange, 200, discovery());
      } else if (path.equals("/realms/mesh/certs")) {
        fetched.incrementAndGet();
        send(exchange, 200, new JsonObject().put("keys", keys));
      } else if (path.equals("/realms/mesh/token")) {
        asked = body;
        send(exchange, decision, new JsonObject().put("result", decision == 200));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private JsonObject control(JsonObject wanted) {
    away = wanted.getBoolean("away", away);
    decision = wanted.getInteger("decision", decision);
    if (wanted.containsKey("key")) {
      keys = keys.copy().add(wanted.getJsonObject("key"));
    }
    return new JsonObject().put("fetched", fetched.get()).put("asked", asked);
  }

  private JsonObject discovery() {
    return new JsonObject()
        .put("issuer", url())
        .put("authorization_endpoint", url() + "/auth")
        .put("token_endpoint", url() + "/token")
        .put("introspection_endpoint", url() + "/introspect")
        .put("jwks_uri", url() + "/certs");
  }

  private static void send(HttpExchange exchange, int status, JsonObject body) throws IOException {
    byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void stop() {
    server.stop(0);
  }
}
