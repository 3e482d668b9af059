package dev.missionmesh.mission;

import static dev.missionmesh.mission.Callers.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LiveTailTest extends MissionService {
  private final TestNode node = new TestNode("tail");

  @BeforeEach
  void register() {
    node.register();
  }

  /** One client of the stream; reads on a thread of its own. */
  private final class Watcher implements AutoCloseable {
    final List<String> seen = new CopyOnWriteArrayList<>();
    private final HttpURLConnection connection;
    private final Thread thread;

    Watcher(String id, String lastEventId) throws IOException {
      connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + RestAssured.port + PATH + "/" + id + "/events")
                  .toURL()
                  .openConnection();
      connection.setRequestProperty("Authorization", "Bearer " + Callers.token(acme));
      connection.setRequestProperty("Accept", "text/event-stream");
      if (lastEventId != null) connection.setRequestProperty("Last-Event-ID", lastEventId);
      thread = Thread.startVirtualThread(this::read);
    }

    private void read() {
      try (var lines = new BufferedReader(new InputStreamReader(connection.getInputStream()))) {
        String id = "";
        String name = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("id:")) id = line.substring(3).strip();
          if (line.startsWith("event:")) name = line.substring(6).strip();
          if (line.isEmpty() && !name.isEmpty()) {
            seen.add(name + " " + id);
            name = "";
          }
        }
        seen.add("closed");
      } catch (IOException e) {
        seen.add("broken");
      }
    }

    @Override
    public void close() {
      connection.disconnect();
      thread.interrupt();
    }
  }

  @Test
  void showsTheWholeLifeAndCloses() throws IOException {
    String id = noop();
    try (Watcher watcher = new Watcher(id, null)) {
      await().until(() -> watcher.seen.contains("state 1"));
      Map<String, Object> lease = node.lease(id);
      node.log(lease, 0, "stdout", "one");
      await().until(() -> watcher.seen.contains("log 3"));
      node.log(lease, 1, "stderr", "two");
      node.complete(lease, "exited", 0, "one", "two");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(watcher.seen).contains("closed"));
      assertThat(watcher.seen)
          .containsExactly("state 1", "state 2", "log 3", "log 4", "state 5", "end 5", "closed");
    }
  }

  @Test
  void aClientThatComesBackMissesNothingAndSeesNothingTwice() throws IOException {
    String id = noop();
    Map<String, Object> lease = node.lease(id);
    node.logLines(lease, 450);
    node.complete(lease, "exited", 0, "", "");
    for (String from : List.of("0", "1", "2", "151", "452", "453")) {
      try (Watcher watcher = new Watcher(id, from)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(watcher.seen).contains("closed"));
        List<Long> numbers =
            watcher.seen.stream()
                .filter(s -> s.startsWith("log") || s.startsWith("state"))
                .map(s -> Long.parseLong(s.split(" ")[1]))
                .toList();
        assertThat(numbers)
            .isEqualTo(LongStream.rangeClosed(Long.parseLong(from) + 1, 453).boxed().toList());
      }
    }
  }

  @Test
  void whatIsNotKeptAnyMoreIsAGap() throws IOException, SQLException {
    String id = noop();
    Map<String, Object> lease = node.lease(id);
    for (int i = 0; i < 3; i++) node.log(lease, i, "stdout", "line");
    node.complete(lease, "exited", 0, "", "");
    try (Connection c = database();
        var statement = c.createStatement()) {
      statement.execute("delete from log_chunks where mission_id = '" + id + "' and chunk < 2");
    }
    try (Watcher watcher = new Watcher(id, "0")) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(watcher.seen).contains("closed"));
      assertThat(watcher.seen)
          .containsExactly("state 1", "state 2", "gap 4", "log 5", "state 6", "end 6", "closed");
    }
  }

  @Test
  void aStreamThatCannotBeIsAProblem() {
    String id = noop();
    tenant("not-" + acme)
        .accept("text/event-stream")
        .get(PATH + "/" + id + "/events")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    tenant(acme)
        .accept("text/event-stream")
        .header("Last-Event-ID", "x")
        .get(PATH + "/" + id + "/events")
        .then()
        .statusCode(400)
        .body("errors[0].header", equalTo("Last-Event-ID"));
  }
}
