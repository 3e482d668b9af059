package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  private static final String BODY = "{\"executor\":\"noop\",\"name\":\"once\"}";

  private final Tenant tenant = RunningMesh.shared().tenant("idempotent");

  private Response submit(String key, String body) {
    return tenant.api().contentType(ContentType.JSON).header("Idempotency-Key", key).body(body).post("/api/v1/missions");
  }

  @Test
  void tenTwinsInParallelMakeOneMissionAndGetEqualAnswers() throws InterruptedException, ExecutionException {
    String key = UUID.randomUUID().toString();
    List<Response> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Response>> twins =
          IntStream.range(0, 10).mapToObj(i -> threads.submit(() -> submit(key, BODY))).toList();
      answers = twins.stream().map(IdempotencyTest::get).toList();
    }
    assertThat(answers).extracting(Response::statusCode).containsOnly(202);
    assertThat(answers.stream().map(r -> r.body().asString()).distinct()).hasSize(1);
    assertThat(answers.stream().map(r -> r.header("Location")).distinct()).hasSize(1);
    String id = answers.getFirst().path("id");
    assertThat(tenant.await(id).state()).isEqualTo("succeeded");
    assertThat(submit(key, BODY).body().asString()).isEqualTo(answers.getFirst().body().asString());
    List<String> listed = tenant.api().queryParam("name", "once").get("/api/v1/missions").path("items.id");
    assertThat(listed).containsOnlyOnce(id);
  }

  private static Response get(Future<Response> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    String key = UUID.randomUUID().toString();
    submit(key, BODY).then().statusCode(202);
    Response other = submit(key, "{\"executor\":\"noop\",\"name\":\"twice\"}");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.contentType()).startsWith("application/problem+json");
    assertThat(other.<String>path("type")).endsWith("/idempotency-key-reused");
  }

  @Test
  void theSameKeyOfAnotherTenantIsAnotherMission() {
    String key = UUID.randomUUID().toString();
    Tenant other = RunningMesh.shared().tenant("idempotent-too");
    String mine = submit(key, BODY).path("id");
    String theirs =
        other.api().contentType(ContentType.JSON).header("Idempotency-Key", key).body(BODY).post("/api/v1/missions").path("id");
    assertThat(theirs).isNotEqualTo(mine);
  }

  @Test
  void aDenialFreesTheKey() {
    String key = UUID.randomUUID().toString();
    Response denied = submit(key, "{\"executor\":\"noop\",\"capabilities\":[\"network\"]}");
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.<String>path("rule")).isNotBlank();
    submit(key, BODY).then().statusCode(202);
  }
}
