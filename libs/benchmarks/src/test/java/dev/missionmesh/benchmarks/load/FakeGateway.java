package dev.missionmesh.benchmarks.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers like a gateway: refuses the first submit as busy, ends every mission at its third look. */
final class FakeGateway implements AutoCloseable {
  final AtomicInteger submitted = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private final HttpServer server;
  volatile int answer = 202;

  FakeGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/missions", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST")) {
      boolean busy = submitted.getAndIncrement() == 0;
      String id = UUID.randomUUID().toString();
      send(exchange, busy ? 429 : answer, "{\"id\":\"" + id + "\",\"tenant\":\"t\"}", false);
    } else if (path.endsWith("/events")) {
      send(exchange, 200, ": keep-alive\n\nid: 1\nevent: state\ndata: {}\n\nid: 3\nevent: end\ndata: {}\n\n", true);
    } else {
      String state = looks.incrementAndGet() % 3 == 0 ? "succeeded" : "running";
      send(exchange, 200, "{\"id\":\"x\",\"state\":\"" + state + "\"}", looks.get() % 2 == 0);
    }
  }

  private static void send(HttpExchange exchange, int status, String body, boolean chunked)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, chunked ? 0 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
