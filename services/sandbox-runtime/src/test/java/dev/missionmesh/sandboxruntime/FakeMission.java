package dev.missionmesh.sandboxruntime;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The node protocol's other side, over real HTTP: gives out leases and remembers what it is told.
 */
final class FakeMission implements AutoCloseable {
  static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();

  final List<JsonArray> completionCalls = new CopyOnWriteArrayList<>();
  final Map<String, JsonObject> completed = new ConcurrentHashMap<>();
  final Map<String, Integer> answers = new ConcurrentHashMap<>();
  final Map<String, String> renewalStatus = new ConcurrentHashMap<>();
  final List<JsonObject> chunks = new CopyOnWriteArrayList<>();
  final List<JsonObject> registrations = new CopyOnWriteArrayList<>();
  final AtomicInteger renewalCalls = new AtomicInteger();
  final AtomicInteger failingCompletions = new AtomicInteger();
  final AtomicInteger mostWanted = new AtomicInteger();
  volatile boolean renewalsDown;
  volatile boolean logsDown;
  volatile String chunkStatus = "stored";
  volatile long completionDelayMs;
  volatile long leaseMs = 15_000;

  private final Vertx vertx = Vertx.vertx();
  private final Deque<JsonObject> queue = new ArrayDeque<>();
  private final HttpServer server;

  FakeMission() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> handle(request, body)))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Queues a mission with executor noop. */
  void offerNoop(String id) {
    offer(id, new JsonObject().put("executor", "noop"));
  }

  void offerCommand(String id, String... command) {
    offer(
        id,
        new JsonObject()
            .put("executor", "command")
            .put("command", new JsonArray(List.of(command))));
  }

  synchronized void offer(String id, JsonObject spec) {
    queue.add(
        new JsonObject()
            .put("tenant", "acme")
            .put("missionId", id)
            .put("attempt", 1)
            .put("token", 7)
            .put("keyBase64", Base64.getEncoder().encodeToString(KEY))
            .put("leaseMs", leaseMs)
            .put("timeoutMs", 30_000)
            .put("spec", spec)
            .put("policy", new JsonObject().put("decision", "allow"))
            .put(
                "limits",
                new JsonObject()
                    .put("cpus", 2.0)
                    .put("memoryBytes", 128 << 20)
                    .put("diskBytes", 64 << 20)
                    .put("pids", 64)
                    .put("logBytes", 8 << 20)
                    .put("resultBytes", 1 << 20)));
  }

  private void handle(HttpServerRequest request, Buffer body) {
    JsonObject in = body.toJsonObject();
    String call = request.path().substring(request.path().lastIndexOf('/') + 1);
    if (!"Bearer node-token".equals(request.getHeader("Authorization"))
        || !request.path().equals("/internal/v1/nodes/node-1/" + call)) {
      request.response().setStatusCode(403).end();
      return;
    }
    switch (call) {
      case "registration" -> {
        registrations.add(in);
        answer(
            request,
            new JsonObject()
                .put("leaseMs", leaseMs)
                .put("renewEveryMs", 500)
                .put("maxLeases", 100));
      }
      case "leases" -> lease(request, in, System.nanoTime());
      case "renewals" -> renew(request, in);
      case "log-chunks" -> log(request, in);
      case "completions" -> complete(request, in);
      default -> request.response().setStatusCode(404).end();
    }
  }

  private void lease(HttpServerRequest request, JsonObject in, long since) {
    JsonArray given = new JsonArray();
    mostWanted.accumulateAndGet(in.getInteger("max"), Math::max);
    synchronized (this) {
      while (given.size() < in.getInteger("max") && !queue.isEmpty()) {
        given.add(queue.poll());
      }
    }
    if (given.isEmpty() && System.nanoTime() - since < in.getLong("waitMs") * 1_000_000) {
      vertx.setTimer(2, timer -> lease(request, in, since));
    } else {
      answer(request, new JsonObject().put("leases", given));
    }
  }

  private void renew(HttpServerRequest request, JsonObject in) {
    renewalCalls.incrementAndGet();
    if (renewalsDown) {
      request.response().setStatusCode(503).end();
      return;
    }
    JsonArray out = new JsonArray();
    for (Object item : in.getJsonArray("leases")) {
      JsonObject lease = (JsonObject) item;
      out.add(
          new JsonObject()
              .put("missionId", lease.getString("missionId"))
              .put("token", lease.getLong("token"))
              .put("status", renewalStatus.getOrDefault(lease.getString("missionId"), "held"))
              .put("expiresInMs", leaseMs));
    }
    answer(request, new JsonObject().put("leases", out));
  }

  private void log(HttpServerRequest request, JsonObject in) {
    if (logsDown) {
      request.response().setStatusCode(503).end();
      return;
    }
    JsonArray out = new JsonArray();
    for (Object item : in.getJsonArray("chunks")) {
      JsonObject chunk = (JsonObject) item;
      chunks.add(chunk);
      out.add(
          new JsonObject()
              .put("missionId", chunk.getString("missionId"))
              .put("chunk", chunk.getInteger("chunk"))
              .put("status", chunkStatus));
    }
    answer(request, new JsonObject().put("chunks", out));
  }

  private void complete(HttpServerRequest request, JsonObject in) {
    completionCalls.add(in.getJsonArray("completions"));
    if (failingCompletions.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      request.connection().close();
      return;
    }
    JsonArray out = new JsonArray();
    for (Object item : in.getJsonArray("completions")) {
      JsonObject completion = (JsonObject) item;
      String id = completion.getString("missionId");
      completed.put(id, completion);
      out.add(
          new JsonObject()
              .put("missionId", id)
              .put("token", completion.getLong("token"))
              .put("status", answers.getOrDefault(id, 200)));
    }
    JsonObject answer = new JsonObject().put("completions", out);
    if (completionDelayMs > 0) {
      vertx.setTimer(completionDelayMs, timer -> answer(request, answer));
    } else {
      answer(request, answer);
    }
  }

  private static void answer(HttpServerRequest request, JsonObject body) {
    request.response().putHeader("content-type", "application/json").end(body.toBuffer());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
