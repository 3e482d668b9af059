package dev.missionmesh.sandboxruntime.kubernetes;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.WebSocket;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * An API server: the Fabric8 mock in CRUD mode with what it lacks, logs that stream and Pods that
 * end with their kubelet, and with faults.
 */
final class ApiFront implements AutoCloseable {
  /** Requests of the back end (not of tests) so far, as {@code GET /api/…}. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * An answer to a request instead of the server's own: a status code, or null to let it through.
   */
  volatile Function<String, Integer> fault = request -> null;

  /** Loses the answer of the next request that matches, after it took effect. */
  volatile String loseAnswerOf;

  private final Vertx vertx = Vertx.vertx();
  private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
  private final Set<ServerWebSocket> watches = ConcurrentHashMap.newKeySet();
  private final Set<HttpServerResponse> logs = ConcurrentHashMap.newKeySet();
  private final HttpServer server;
  private volatile TestKubelet kubelet;
  private volatile boolean down;

  ApiFront() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::take)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  void kubelet(TestKubelet its) {
    kubelet = its;
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** From now on nobody is answered, and what is open is cut. */
  void down(boolean is) {
    down = is;
    if (is) {
      cutWatches();
      cutLogs();
    }
  }

  boolean isDown() {
    return down;
  }

  void cutWatches() {
    watches.forEach(watch -> watch.close((short) 1001));
  }

  void cutLogs() {
    logs.forEach(log -> log.reset());
  }

  private void take(HttpServerRequest request) {
    String line = request.method() + " " + request.uri();
    if (down) {
      request.connection().close();
      return;
    }
    if ("missionmesh-sandbox-runtime".equals(request.getHeader("User-Agent"))) {
      asked.add(line);
    }
    Integer code = fault.apply(line);
    if (code != null) {
      request
          .response()
          .setStatusCode(code)
          .end(
              "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":%d,\"message\":\"fault\"}"
                  .formatted(code));
    } else if (request.path().endsWith("/log")) {
      log(request);
    } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      watch(request);
    } else {
      request.body().onSuccess(body -> answer(request, line, body));
    }
  }

  private void answer(HttpServerRequest request, String line, Buffer body) {
    vertx
        .executeBlocking(() -> dispatch(request, body), false)
        .onSuccess(
            answer -> {
              String lost = loseAnswerOf;
              if (lost != null && line.startsWith(lost)) {
                loseAnswerOf = null;
                request.connection().close();
                return;
              }
              request
                  .response()
                  .setStatusCode(answer.code())
                  .putHeader("content-type", "application/json");
              request
                  .response()
                  .end(
                      Buffer.buffer(
                          answer.getBody() == null ? new byte[0] : answer.getBody().getBytes()));
            })
        .onFailure(failure -> request.response().setStatusCode(500).end(String.valueOf(failure)));
  }

  private MockResponse dispatch(HttpServerRequest request, Buffer body) {
    boolean pod = request.path().matches(".*/pods/[^/]+");
    if (pod && request.method().name().equals("DELETE")) {
      String name = request.path().substring(request.path().lastIndexOf('/') + 1);
      boolean now = body.toString().contains("\"gracePeriodSeconds\":0");
      MockResponse found = objects.handleGet(request.path());
      if (found.code() != 200) {
        return found;
      }
      if (kubelet.end(name, now)) {
        return found;
      }
    }
    MockResponse answer = objects.dispatch(recorded(request, body));
    if (request.method().name().equals("POST")
        && request.path().endsWith("/pods")
        && answer.code() < 300) {
      kubelet.made(answer.getBody().getBytes());
    }
    return answer;
  }

  /** Removes a Pod for good, as its kubelet does. */
  void gone(String path) {
    objects.handleDelete(path);
  }

  private static RecordedRequest recorded(HttpServerRequest request, Buffer body) {
    Headers.Builder headers = Headers.builder();
    request.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
    return new RecordedRequest(
        "HTTP/1.1",
        HttpMethod.valueOf(request.method().name()),
        request.uri(),
        headers.build(),
        new io.fabric8.mockwebserver.http.Buffer(body.getBytes()));
  }

  private void log(HttpServerRequest request) {
    String pod = request.path().replaceAll(".*/pods/([^/]+)/log", "$1");
    HttpServerResponse response = request.response();
    if (!kubelet.hasLog(pod)) {
      response
          .setStatusCode(
              objects.handleGet(request.path().replaceAll("/log$", "")).code() == 200 ? 400 : 404)
          .end();
      return;
    }
    response.setChunked(true);
    logs.add(response);
    response.closeHandler(closed -> logs.remove(response));
    pump(pod, response, 0);
  }

  private void pump(String pod, HttpServerResponse response, int from) {
    if (response.closed()) {
      return;
    }
    byte[] more = kubelet.log(pod, from);
    if (more == null) {
      logs.remove(response);
      response.end();
    } else {
      if (more.length > 0) {
        response.write(Buffer.buffer(more));
      }
      vertx.setTimer(3, timer -> pump(pod, response, from + more.length));
    }
  }

  private void watch(HttpServerRequest request) {
    RecordedRequest recorded = recorded(request, Buffer.buffer());
    MockResponse answer = objects.dispatch(recorded);
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              watches.add(socket);
              WebSocket seen = seenByMock(socket, recorded);
              socket.closeHandler(
                  closed -> {
                    watches.remove(socket);
                    answer.getWebSocketListener().onClosed(seen, 1000, "closed");
                  });
              answer.getWebSocketListener().onOpen(seen, answer);
            });
  }

  private static WebSocket seenByMock(ServerWebSocket socket, RecordedRequest request) {
    return new WebSocket() {
      @Override
      public RecordedRequest request() {
        return request;
      }

      @Override
      public boolean send(String text) {
        return !socket.isClosed() && socket.writeTextMessage(text) != null;
      }

      @Override
      public boolean send(byte[] bytes) {
        return send(new String(bytes));
      }

      @Override
      public boolean close(int code, String reason) {
        socket.close((short) code, reason);
        return true;
      }
    };
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
