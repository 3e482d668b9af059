package dev.missionmesh.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service behind the gateway that tells what reaches it. {@code /told} is asked directly by
 * tests.
 */
final class EchoService {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private HttpServer server;

  private final AtomicBoolean closed = new AtomicBoolean();

  static EchoService start() {
    EchoService service = new EchoService();
    service.server =
        service
            .vertx
            .createHttpServer()
            .requestHandler(service::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return service;
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void answer(HttpServerRequest request) {
    if (request.path().equals("/told")) {
      request
          .response()
          .end(
              new JsonObject()
                  .put("bytes", bytes.get())
                  .put("requests", requests.get())
                  .put("streams", streams.get())
                  .put("open", open.get())
                  .encode());
      return;
    }
    requests.incrementAndGet();
    open.incrementAndGet();
    request.response().endHandler(ended -> open.decrementAndGet());
    switch (request.path().substring(request.path().lastIndexOf('/') + 1)) {
      case "events" -> stream(request);
      case "result" -> request.response().setStatusCode(401).end("{\"who\":\"are you\"}");
      case "logs" -> breakOffInTheMiddle(request);
      case "much" -> request.response().end("x".repeat(4 * 1024 * 1024));
      case "silent-end" -> request.connection().close();
      case "closing-once" -> {
        if (closed.compareAndSet(false, true)) request.connection().close();
        else echo(request);
      }
      default -> echo(request);
    }
  }

  private void echo(HttpServerRequest request) {
    long from = bytes.get();
    request.handler(part -> bytes.addAndGet(part.length()));
    request.endHandler(
        ended -> {
          JsonObject headers = new JsonObject();
          request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
          request
              .response()
              .putHeader("content-type", "application/json")
              .putHeader("server", "echo")
              .putHeader("set-cookie", "a=b")
              .putHeader("cache-control", "public, max-age=60")
              .putHeader("etag", "\"e\"")
              .end(
                  new JsonObject()
                      .put("method", request.method().name())
                      .put("uri", request.uri())
                      .put("bytes", bytes.get() - from)
                      .put("headers", headers)
                      .encode());
        });
  }

  private void stream(HttpServerRequest request) {
    streams.incrementAndGet();
    request.response().setChunked(true).putHeader("content-type", "text/event-stream");
    request.response().write("id: 1\ndata: begun\n\n");
    request.response().closeHandler(closed -> streams.decrementAndGet());
  }

  private void breakOffInTheMiddle(HttpServerRequest request) {
    request.response().putHeader("content-length", "1000").write("the first part");
    vertx.setTimer(50, ignored -> request.connection().close());
  }
}
