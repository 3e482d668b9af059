package dev.missionmesh.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A gateway over real HTTP whose answers a test writes. */
public final class FakeMesh implements AutoCloseable {
  /** Answers one exchange; it need not close it. */
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** What arrived. */
  public record Request(
      String method, String path, String body, Map<String, List<String>> headers) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  public FakeMesh() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers {@code METHOD /path} (without its query). */
  public FakeMesh on(String methodAndPath, Answer answer) {
    answers.put(methodAndPath, answer);
    return this;
  }

  public FakeMesh on(String methodAndPath, int status, String body) {
    return on(methodAndPath, exchange -> send(exchange, status, body));
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public MeshClient client() {
    return new MeshClient(new Endpoint(URI.create(url()), "mesh_default_k_s", true, Path.of("unused")));
  }

  public List<Request> requests() {
    return requests;
  }

  /** Sends a whole body; an error goes out as a problem. */
  public static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String type = status >= 400 ? "application/problem+json" : "application/json";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
  }

  /** Sends part of an event stream and then cuts the connection. */
  public static void stream(HttpExchange exchange, String events) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            body,
            Map.copyOf(exchange.getRequestHeaders())));
    Answer unknown =
        nobody ->
            send(
                nobody,
                404,
                "{\"type\":\"https://missionmesh.dev/problems/not-found\",\"title\":\"Not"
                    + " found\"}");
    try (exchange) {
      answers.getOrDefault(exchange.getRequestMethod() + " " + path, unknown).to(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
