package dev.missionmesh.endtoend.mesh;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Users of one tenant who submit and list missions at a rate that a slow machine lowers: each waits for an answer before it asks
 * again. No request is tried a second time.
 */
public final class Load implements AutoCloseable {
  private static final int USERS = 16;
  private static final String NOOP = "{\"executor\":\"noop\"}";

  private final Tenant tenant;
  private final long intervalNanos;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Thread> users;
  private volatile boolean closed;

  private Load(Tenant tenant, int perSecond) {
    this.tenant = tenant;
    this.intervalNanos = USERS * Duration.ofSeconds(1).toNanos() / perSecond;
    this.users = IntStream.range(0, USERS).mapToObj(i -> Thread.ofVirtual().start(() -> work(i))).toList();
  }

  /** Begins at once; {@code perSecond} is the rate of all users together on a machine that keeps up. */
  public static Load of(Tenant tenant, int perSecond) {
    return new Load(tenant, perSecond);
  }

  private void work(int user) {
    long next = System.nanoTime() + user * intervalNanos / USERS;
    for (int i = user; !closed; i++) {
      LockSupport.parkNanos(next - System.nanoTime());
      next = Math.max(next + intervalNanos, System.nanoTime());
      visit(i % 2 == 0);
    }
  }

  private void visit(boolean submits) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(tenant.gateway() + (submits ? "/api/v1/missions" : "/api/v1/missions?limit=1")))
              .header("Authorization", "Bearer " + tenant.key())
              .timeout(Duration.ofSeconds(20));
      if (submits) {
        request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(NOOP));
      }
      HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != (submits ? 202 : 200)) {
        failures.add(answer.statusCode() + " " + answer.body());
      } else if (submits) {
        accepted.add(JsonPath.from(answer.body()).getString("id"));
      }
      answered.incrementAndGet();
    } catch (IOException | InterruptedException e) {
      failures.add(e.toString());
    }
  }

  /** What went wrong so far: an answer that was not the one expected, or none. */
  public List<String> failures() {
    return new ArrayList<>(failures);
  }

  /** Ids of the missions that were taken. */
  public Set<String> accepted() {
    return Set.copyOf(accepted);
  }

  /** How many requests have been answered. */
  public int answered() {
    return answered.get();
  }

  /** Sends nothing more and waits for what is under way. */
  @Override
  public void close() {
    closed = true;
    try {
      for (Thread user : users) {
        user.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
