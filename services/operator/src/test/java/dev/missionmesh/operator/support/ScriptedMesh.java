package dev.missionmesh.operator.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.missionmesh.operator.application.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mesh over real HTTP whose missions do what a test says. It takes only bodies that the committed
 * API document allows, answers as the document says, counts requests, and can be cut off, lose
 * answers and tell callers to wait.
 */
public final class ScriptedMesh implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  public final ScriptedMissions missions = new ScriptedMissions();
  public final ScriptedTenants tenants = new ScriptedTenants();
  public final ScriptedPolicies policies = new ScriptedPolicies();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger limited = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final HttpServer server;
  private final TcpGate gate;

  /** What a handler answers. */
  record Answer(int status, JsonNode body, String entityTag) {
    static Answer of(int status, JsonNode body) {
      return new Answer(status, body, null);
    }

    static Answer problem(int status, String slug, String detail) {
      ObjectNode body = JSON.createObjectNode();
      body.put("type", "https://missionmesh.dev/problems/" + slug).put("title", slug);
      body.put("status", status).put("detail", detail);
      return of(status, body);
    }
  }

  /** A request as handlers see it; {@code tenant} is the caller's. */
  record Asked(
      String method,
      String[] path,
      Map<String, String> query,
      String body,
      String ifMatch,
      String tenant) {}

  public ScriptedMesh() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    gate = new TcpGate(server.getAddress());
  }

  public int port() {
    return gate.port();
  }

  public TcpGate gate() {
    return gate;
  }

  public Credential operatorKey() {
    return TestOperator.fixed("system", ScriptedTenants.SYSTEM_KEY);
  }

  /** The next submissions are told to wait a second. */
  public void limit(int times) {
    limited.set(times);
  }

  /** The next submissions are done but their answers never arrive. */
  public void loseAnswers(int times) {
    lost.set(times);
  }

  public int lostLeft() {
    return lost.get();
  }

  /** Requests so far, as {@code POST /api/v1/missions/batch}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public long count(String start) {
    return requests.stream().filter(request -> request.startsWith(start)).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestMethod() + " " + path);
    Answer answer = answer(exchange, path, body);
    if (path.endsWith("/batch") && lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      exchange.close();
      return;
    }
    send(exchange, answer);
  }

  private Answer answer(HttpExchange exchange, String path, String body) {
    if (path.endsWith("/batch") && limited.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      return Answer.problem(429, "rate-limited", "Too many requests.");
    }
    String key = exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
    String tenant = tenants.ofKey(key);
    if (tenant == null) return Answer.problem(401, "unauthenticated", "The key is not known.");
    if (tenants.suspended(tenant)) {
      return Answer.problem(403, "tenant-suspended", "The tenant is suspended.");
    }
    Asked asked =
        new Asked(
            exchange.getRequestMethod(),
            path.substring("/api/v1/".length()).split("/"),
            query(exchange.getRequestURI().getRawQuery()),
            body,
            exchange.getRequestHeaders().getFirst("If-Match"),
            tenant);
    try {
      return switch (asked.path()[0]) {
        case "missions" -> missions.answer(asked);
        case "tenants", "keys" -> tenants.answer(asked);
        case "policies" -> policies.answer(asked);
        default -> Answer.problem(404, "not-found", "There is no such resource.");
      };
    } catch (ApiShapes.Wrong e) {
      return Answer.problem(400, "invalid-request", e.getMessage());
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new ConcurrentHashMap<>();
    if (raw == null) return query;
    for (String pair : raw.split("&")) {
      int at = pair.indexOf('=');
      query.put(
          pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes =
        answer.body() == null
            ? new byte[0]
            : answer.body().toString().getBytes(StandardCharsets.UTF_8);
    String type = answer.status() < 300 ? "application/json" : "application/problem+json";
    exchange.getResponseHeaders().add("Content-Type", type);
    if (answer.entityTag() != null) exchange.getResponseHeaders().add("ETag", answer.entityTag());
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    gate.close();
    server.stop(0);
  }
}
