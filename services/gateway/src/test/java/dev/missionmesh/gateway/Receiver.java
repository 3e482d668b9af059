package dev.missionmesh.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Receives webhooks; each path answers as it was told, 204 otherwise. */
final class Receiver {
  /** A message as it came. Header names are in lower case. */
  record Received(String path, String host, Map<String, List<String>> headers, String body) {
    String id() {
      return header("webhook-id");
    }

    String header(String name) {
      return headers.containsKey(name) ? headers.get(name).getFirst() : null;
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final Map<String, Handler<HttpServerRequest>> answers = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final boolean tls;

  private Receiver(HttpServerOptions options) {
    tls = options.isSsl();
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(this::take)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  static Receiver start() {
    return new Receiver(new HttpServerOptions());
  }

  static Receiver start(HttpServerOptions options) {
    return new Receiver(options);
  }

  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  int port() {
    return server.actualPort();
  }

  String url(String path) {
    return url("127.0.0.1", path);
  }

  String url(String host, String path) {
    return (tls ? "https://" : "http://") + host + ":" + port() + path;
  }

  Vertx vertx() {
    return vertx;
  }

  void answer(String path, Handler<HttpServerRequest> answer) {
    answers.put(path, answer);
  }

  /** Answers with these statuses in turn, the last of them for ever. */
  void answer(String path, int... statuses) {
    Queue<Integer> left = new ConcurrentLinkedQueue<>();
    for (int status : statuses) {
      left.add(status);
    }
    answer(
        path,
        request -> {
          int status = left.size() > 1 ? left.remove() : left.peek();
          request.response().setStatusCode(status).end("said " + status);
        });
  }

  List<Received> at(String path) {
    return received.stream().filter(message -> message.path().equals(path)).toList();
  }

  private void take(HttpServerRequest request) {
    request.bodyHandler(
        body -> {
          Map<String, List<String>> headers = new TreeMap<>();
          request
              .headers()
              .names()
              .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.headers().getAll(name)));
          received.add(
              new Received(
                  request.path(), request.getHeader("host"), headers, body.toString("UTF-8")));
          answers
              .getOrDefault(request.path(), r -> r.response().setStatusCode(204).end())
              .handle(request);
        });
  }
}
