package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.Allowance;
import dev.missionmesh.gateway.application.SharedLimiter;
import dev.missionmesh.gateway.domain.Allotment;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two limiters on one Redis, each with an event loop and connections of its own, under all the load
 * that they take.
 */
final class TwoReplicas implements AutoCloseable {
  private static final int CLIENTS_EACH = 4;

  private final List<Vertx> loops = new ArrayList<>();
  private final List<SharedLimiter> limiters = new ArrayList<>();
  private final List<Thread> clients = new ArrayList<>();
  private final AtomicBoolean stop = new AtomicBoolean();

  /** When each request was let through. */
  final Queue<Long> grantedAt = new ConcurrentLinkedQueue<>();

  final Queue<Allowance.Basis> bases = new ConcurrentLinkedQueue<>();
  final AtomicLong requests = new AtomicLong();
  final AtomicLong longestWait = new AtomicLong();

  TwoReplicas(String url) {
    for (int i = 0; i < 2; i++) {
      Vertx vertx = Vertx.vertx();
      loops.add(vertx);
      var options = new RedisOptions().addConnectionString(url).setMaxPoolSize(8);
      var limiter =
          new SharedLimiter(
              new RedisBuckets(vertx, options),
              2,
              Duration.ofMillis(500),
              100,
              System::nanoTime,
              new Silent());
      limiters.add(limiter);
      vertx.setPeriodic(1, 200, ignored -> limiter.probe());
    }
  }

  boolean bothShare() {
    return limiters.stream().allMatch(SharedLimiter::isShared);
  }

  boolean noneShares() {
    return limiters.stream().noneMatch(SharedLimiter::isShared);
  }

  /** Clients that ask as fast as they are answered, until closed. */
  void hammer(Allotment allotment) {
    for (SharedLimiter limiter : limiters) {
      for (int i = 0; i < CLIENTS_EACH; i++) {
        clients.add(Thread.ofPlatform().start(() -> client(limiter, allotment)));
      }
    }
  }

  private void client(SharedLimiter limiter, Allotment allotment) {
    while (!stop.get()) {
      long from = System.nanoTime();
      Allowance answer = limiter.atOnce(allotment);
      if (answer == null) {
        answer = limiter.ask(allotment).toCompletableFuture().join();
      }
      long now = System.nanoTime();
      longestWait.accumulateAndGet(now - from, Math::max);
      requests.incrementAndGet();
      if (answer.granted()) {
        grantedAt.add(now);
        bases.add(answer.basis());
      } else {
        java.util.concurrent.locks.LockSupport.parkNanos(200_000);
      }
    }
  }

  /** Ends the clients and waits for them. */
  void rest() throws InterruptedException {
    stop.set(true);
    for (Thread client : clients) {
      client.join(10_000);
      if (client.isAlive()) {
        throw new AssertionError("a client hangs");
      }
    }
  }

  @Override
  public void close() throws Exception {
    rest();
    loops.forEach(vertx -> vertx.close().toCompletionStage().toCompletableFuture().join());
  }

  private static final class Silent implements SharedLimiter.Watcher {
    @Override
    public void shared() {}

    @Override
    public void alone(Throwable cause) {}
  }
}
