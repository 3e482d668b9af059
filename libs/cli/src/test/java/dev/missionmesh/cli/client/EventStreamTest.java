package dev.missionmesh.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final String PATH = "/api/v1/missions/m1/events";

  private FakeMesh mesh;
  private final List<String> seen = new ArrayList<>();
  private final EventStream.Listener collect =
      event -> {
        seen.add(event.name() + " " + event.data());
        return event.name().equals("end");
      };

  @BeforeEach
  void start() throws IOException {
    mesh = new FakeMesh();
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void resumesAfterACutAndNeitherLosesNorRepeatsAnEvent() {
    AtomicInteger connections = new AtomicInteger();
    mesh.on(
        "GET " + PATH,
        exchange -> {
          switch (connections.incrementAndGet()) {
            case 1 -> FakeMesh.stream(exchange, log(1) + log(2) + "id: 3\nevent: log\ndata: half");
            case 2 -> FakeMesh.send(exchange, 503, "{}");
            case 3 -> FakeMesh.stream(exchange, ": keep-alive\n\n" + log(2) + log(3) + log(4));
            default -> FakeMesh.stream(exchange, log(5) + "id: 5\nevent: end\ndata: {}\n\n");
          }
        });

    new EventStream(mesh.client(), Duration.ofSeconds(20)).follow(PATH, 0, collect);

    assertThat(seen).containsExactly("log 1", "log 2", "log 3", "log 4", "log 5", "end {}");
    assertThat(mesh.requests())
        .extracting(
            request -> request.headers().getOrDefault("Last-event-id", List.of("none")).getFirst())
        .containsExactly("none", "2", "2", "4");
  }

  @Test
  void givesUpWhenNothingMoreCanBeHeard() {
    mesh.on("GET " + PATH, exchange -> FakeMesh.send(exchange, 503, "{\"title\":\"Unavailable\"}"));

    assertThatThrownBy(
            () -> new EventStream(mesh.client(), Duration.ofMillis(300)).follow(PATH, 0, collect))
        .isInstanceOf(ProblemFailure.class)
        .hasMessageContaining("Unavailable");
  }

  @Test
  void doesNotTryAgainWhatCannotGetBetter() {
    mesh.on("GET " + PATH, 401, "{\"title\":\"Unauthenticated\"}");

    assertThatThrownBy(
            () -> new EventStream(mesh.client(), Duration.ofSeconds(20)).follow(PATH, 0, collect))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.AUTHENTICATION));
    assertThat(mesh.requests()).hasSize(1);
  }

  @Test
  void joinsDataLinesAndIgnoresCommentsAndUnknownFields() throws IOException {
    String body =
        ": hello\r\n"
            + "retry: 5\r\n"
            + "id: 7\r\n"
            + "data: one\r\n"
            + "data:two\r\n\r\n"
            + "event: empty\n\n"
            + "event: x\n"
            + "data:\n\n";
    ServerSentEvents events =
        new ServerSentEvents(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), () -> {});

    assertThat(events.next()).isEqualTo(new ServerSentEvent("7", "message", "one\ntwo"));
    assertThat(events.next()).isEqualTo(new ServerSentEvent("7", "x", ""));
    assertThat(events.next()).isNull();
  }

  private static String log(int sequence) {
    return "id: " + sequence + "\nevent: log\ndata: " + sequence + "\n\n";
  }
}
