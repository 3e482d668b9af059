package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamTest extends AtTheDoor {
  private static final String EVENTS = MISSIONS + "/m1/events";

  @Test
  void passesEventsOnAtOnceAndLeavesTheServiceWhenTheListenerLeaves() throws Exception {
    int before = told().getInt("streams");
    try (RawHttp client = listen(key("acme"))) {
      assertThat(client.readUntil("data: begun\n\n")).contains("text/event-stream", "nosniff");
      assertThat(told().getInt("streams")).isEqualTo(before + 1);
    }

    await().atMost(Duration.ofSeconds(3)).until(() -> told().getInt("streams") == before);
  }

  @Test
  void endsTheStreamsOfARevokedKeyWithinFiveSeconds() throws Exception {
    var made =
        as("acme")
            .contentType("application/json")
            .body("{\"name\":\"listener\",\"scopes\":[\"missions:read\"]}")
            .post("/api/v1/keys")
            .then()
            .statusCode(201)
            .extract();
    try (RawHttp client = listen(made.path("key"));
        RawHttp other = listen(key("acme"))) {
      client.readUntil("data: begun\n\n");
      other.readUntil("data: begun\n\n");
      as("acme").delete("/api/v1/keys/" + made.path("id")).then().statusCode(204);
      long revoked = System.nanoTime();

      client.readToEnd();

      assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(5));
      as("acme").get(MISSIONS).then().statusCode(200);
      withStreamStillOpen(other);
    }
  }

  @Test
  void passesEventsOnToTheOldestOfHttp() throws Exception {
    try (RawHttp client = new RawHttp(port())) {
      client.send(request(key("acme")).replace("HTTP/1.1", "HTTP/1.0"));

      assertThat(client.readUntil("data: begun\n\n"))
          .contains("text/event-stream")
          .doesNotContainIgnoringCase("transfer-encoding");
    }
  }

  private static void withStreamStillOpen(RawHttp other) {
    assertThat(told().getInt("streams")).isGreaterThanOrEqualTo(1);
  }

  private static RawHttp listen(String key) throws Exception {
    return new RawHttp(port()).send(request(key));
  }

  private static String request(String key) {
    return "GET %s HTTP/1.1\r\nHost: door\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(EVENTS, key);
  }
}
