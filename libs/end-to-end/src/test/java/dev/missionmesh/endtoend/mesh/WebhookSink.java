package dev.missionmesh.endtoend.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Receives webhooks as a stranger would: with the specification's own library. */
public final class WebhookSink implements AutoCloseable {
  /** A message as it came. Header names are in lower case. */
  public record Message(Map<String, List<String>> headers, String body) {
    public JsonNode json() {
      return new CommandResult(0, body, "").json();
    }

    public String id() {
      return headers.get("webhook-id").getFirst();
    }

    public String type() {
      return json().path("type").asText();
    }

    /** Fails unless it is signed with this secret. */
    public void verify(String secret) {
      try {
        new Webhook(secret).verify(body, headers);
      } catch (WebhookVerificationException e) {
        throw new AssertionError("not signed with the webhook's secret", e);
      }
    }
  }

  private final HttpServer server;
  private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
  private volatile int status = 204;

  public WebhookSink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** What is answered from now on. */
  public void answer(int newStatus) {
    status = newStatus;
  }

  public Stream<Message> messages(String type) {
    return messages.stream().filter(message -> message.type().equals(type));
  }

  private void take(HttpExchange exchange) throws IOException {
    try {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, List<String>> headers = new TreeMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      messages.add(new Message(headers, body));
      exchange.sendResponseHeaders(status, -1);
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
