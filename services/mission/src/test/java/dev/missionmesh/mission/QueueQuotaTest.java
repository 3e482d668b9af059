package dev.missionmesh.mission;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QueueQuotaTest extends MissionService {
  private static final String NOOP = "{\"executor\":\"noop\"}";

  @Test
  void heedsTheQuotaOfATenantAndItsEnd() {
    for (int i = 0; i < 3; i++) {
      submit(NOOP).statusCode(202);
    }

    PublishedTenant.publish(acme, 2, 3);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                submit(NOOP)
                    .statusCode(429)
                    .body("type", equalTo("https://missionmesh.dev/problems/queue-full")));

    PublishedTenant.publish(acme, 3, null);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> submit(NOOP).statusCode(202));
  }
}
