package dev.missionmesh.gateway;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Callers who go in the middle take nothing with them. */
@QuarkusTest
class VanishingCallersTest extends AtTheDoor {
  private static final int MORE_THAN_CONNECTIONS = 64;

  @Test
  void keepNoConnectionToTheServiceByABodyThatNeverEnds() throws Exception {
    for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
      try (RawHttp client = new RawHttp(port())) {
        client.send(head("POST", MISSIONS, key("acme")) + "Content-Length: 100\r\n\r\n{\"name\"");
      }
    }

    as("acme").body("{}").post(MISSIONS).then().statusCode(200).body("bytes", equalTo(2));
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> told().getInt("open") == 0);
  }

  @Test
  void breakNobodyElsesExchangeByALongAnswerThatTheyDoNotRead() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var vanishing =
          CompletableFuture.runAsync(VanishingCallersTest::askForMuchAndLeave, threads);
      while (!vanishing.isDone()) {
        as("acme").body("{}").post(MISSIONS).then().statusCode(200).body("bytes", equalTo(2));
      }
      vanishing.join();
    }
  }

  private static void askForMuchAndLeave() {
    for (int i = 0; i < 200; i++) {
      try (RawHttp client = new RawHttp(port())) {
        client.send(head("GET", MISSIONS + "/much", key("acme")) + "\r\n").readUntil("\r\n\r\nx");
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static String head(String method, String path, String key) {
    return "%s %s HTTP/1.1\r\nHost: door\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\n"
        .formatted(method, path, key);
  }
}
