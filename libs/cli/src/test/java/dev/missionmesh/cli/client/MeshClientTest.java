package dev.missionmesh.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeshClientTest {
  private FakeMesh mesh;

  @BeforeEach
  void start() throws IOException {
    mesh = new FakeMesh();
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void showsAProblemWithTitleDetailFieldsAndAdvice() {
    mesh.on(
        "POST /api/v1/missions",
        400,
        """
        {"type":"https://missionmesh.dev/problems/invalid-request","title":"Invalid request","status":400,
         "detail":"1 field is wrong","errors":[{"pointer":"/timeout","detail":"must be positive"},
         {"header":"Idempotency-Key","detail":"is too long"}]}
        """);

    ProblemFailure failure =
        problemOf(() -> mesh.client().post("/api/v1/missions", Documents.object()));

    assertThat(failure).hasMessage("Invalid request: 1 field is wrong");
    assertThat(failure.details())
        .containsExactly("/timeout: must be positive", "header Idempotency-Key: is too long");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.ERROR);
  }

  @Test
  void tellsDenialFromMissingRights() {
    mesh.on(
        "GET /denied",
        403,
        "{\"type\":\"https://missionmesh.dev/problems/policy-denied\",\"rule\":\"no-network\"}");
    mesh.on("GET /forbidden", 403, "{\"type\":\"https://missionmesh.dev/problems/forbidden\"}");

    ProblemFailure denied = problemOf(() -> mesh.client().get("/denied"));
    ProblemFailure forbidden = problemOf(() -> mesh.client().get("/forbidden"));

    assertThat(denied.exitCode()).isEqualTo(ExitCode.DENIED);
    assertThat(denied.details()).containsExactly("rule: no-network");
    assertThat(forbidden.exitCode()).isEqualTo(ExitCode.AUTHENTICATION);
  }

  @Test
  void survivesAnErrorThatIsNoProblemDocument() {
    mesh.on("GET /x", 502, "<html>Bad gateway</html>");

    ProblemFailure failure = problemOf(() -> mesh.client().get("/x"));

    assertThat(failure).hasMessage("The mesh answered with status 502");
    assertThat(failure.next()).contains("mesh status");
  }

  @Test
  void sendsAnIdempotentRequestAgainWhenTheAnswerIsLost() {
    AtomicInteger calls = new AtomicInteger();
    mesh.on(
        "POST /api/v1/missions",
        exchange -> {
          if (calls.incrementAndGet() > 1) FakeMesh.send(exchange, 202, "{\"id\":\"m1\"}");
        });

    var answer = mesh.client().postIdempotent("/api/v1/missions", Documents.object(), "k1");

    assertThat(answer.path("id").asText()).isEqualTo("m1");
    assertThat(mesh.requests())
        .allMatch(request -> request.headers().get("Idempotency-key").contains("k1"));
  }

  @Test
  void saysWhatToDoWhenNobodyListens() {
    URI nobody = URI.create("http://127.0.0.1:1");
    MeshClient client = new MeshClient(new Endpoint(nobody, "k", true, Path.of("unused")));

    Unreachable failure = catchThrowableOfType(Unreachable.class, () -> client.get("/"));

    assertThat(failure.next()).isEqualTo("Start it with: mesh up");
  }

  @Test
  void collectsPagesUpToTheLimit() {
    mesh.on(
        "GET /list",
        exchange -> {
          boolean first = !exchange.getRequestURI().getQuery().contains("cursor");
          FakeMesh.send(
              exchange,
              200,
              first
                  ? "{\"items\":[{\"id\":1},{\"id\":2}],\"nextCursor\":\"a b\"}"
                  : "{\"items\":[{\"id\":3}],\"nextCursor\":null}");
        });

    var all = Pages.collect(mesh.client(), new Query("/list").add("state", "running"), 100);

    assertThat(all.path("items")).hasSize(3);
    assertThat(mesh.requests().getLast().path())
        .isEqualTo("/list?state=running&limit=98&cursor=a%20b");
  }

  private static ProblemFailure problemOf(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(ProblemFailure.class, call);
  }
}
