package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * A key is rotated while it is used: nobody notices who changes over in time. Asked is what the gateway answers itself, so that only the
 * door is under load.
 */
class KeyRotationTest {
  private static final int REQUESTS = 1600;
  private static final Duration INTERVAL = Duration.ofMillis(5);
  private static final Duration OVERLAP = Duration.ofSeconds(15);
  /** How long the old key is used on at most: a machine that stalls takes longer for half of the requests than the overlap lasts. */
  private static final Duration CHANGE = Duration.ofSeconds(5);

  private final RunningMesh mesh = RunningMesh.shared();
  private final Tenant tenant = mesh.tenant("rotation");
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void noRequestFailsWhileItsKeyIsRotatedAtTwoHundredASecond() throws InterruptedException {
    RunningMesh.ApiKey old = mesh.createKey(tenant.id(), "P1D", "missions:read");
    AtomicReference<String> key = new AtomicReference<>(old.key());
    AtomicReference<String> next = new AtomicReference<>();
    Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    CountDownLatch ended = new CountDownLatch(REQUESTS);
    long start = System.nanoTime();
    long rotated = Long.MAX_VALUE;
    for (int i = 0; i < REQUESTS; i++) {
      LockSupport.parkNanos(start + i * INTERVAL.toNanos() - System.nanoTime());
      if (i == REQUESTS / 4) {
        next.set(rotate(old.id()));
        rotated = System.nanoTime();
      }
      if (i == REQUESTS / 2 || i > REQUESTS / 4 && System.nanoTime() - rotated > CHANGE.toNanos()) {
        key.set(next.get());
      }
      String presented = key.get();
      Thread.ofVirtual()
          .start(
              () -> {
                answers.merge(ask(presented, failures), 1, Integer::sum);
                ended.countDown();
              });
    }
    ended.await();

    assertThat(failures).isEmpty();
    assertThat(answers).containsExactly(Map.entry(200, REQUESTS));
    await().atMost(OVERLAP.plusSeconds(10)).until(() -> ask(old.key(), failures) == 401);
    assertThat(ask(key.get(), failures)).isEqualTo(200);
    await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertAudited(old.id()));
  }

  private String rotate(String id) {
    return mesh.cliAs(tenant, "key", "rotate", id, "--overlap", OVERLAP.toSeconds() + "s", "-o", "json").json().path("key").asText();
  }

  private int ask(String key, Queue<String> failures) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(tenant.gateway() + "/api/v1/capabilities"))
            .header("Authorization", "Bearer " + key)
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 500) failures.add(answer.body());
      return answer.statusCode();
    } catch (IOException | InterruptedException e) {
      failures.add(e.toString());
      return -1;
    }
  }

  private void assertAudited(String keyId) {
    assertThat(mesh.auditLines(tenant))
        .filteredOn(line -> line.path("subject").asText().equals(keyId))
        .extracting(line -> line.path("type").asText())
        .contains(
            "dev.missionmesh.tenancy.key-created.v1",
            "dev.missionmesh.tenancy.key-rotated.v1",
            "dev.missionmesh.tenancy.rotated-key-used.v1");
  }
}
