package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import dev.missionmesh.endtoend.mesh.WebhookSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tenant is told of what happens, signed, and also of what happened before the gateway was killed. */
class WebhookTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final RunningMesh mesh = RunningMesh.shared();
  private final Tenant tenant = mesh.tenant("hooked");
  private final WebhookSink sink = new WebhookSink();

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void tellsOfAFinishedMissionAndOfARotatedKey() {
    JsonNode hook = create("mission.finished,key.rotated");
    assertThat(mesh.cliAs(tenant, "webhook", "test", id(hook)).exitCode()).isZero();
    assertThat(sink.messages("webhook.test")).hasSize(1);

    String mission = tenant.submit(Map.of("executor", "noop"));
    tenant.await(mission);
    RunningMesh.ApiKey old = mesh.createKey(tenant.id(), "P1D", "missions:read");
    assertThat(mesh.cliAs(tenant, "key", "rotate", old.id(), "-o", "json").exitCode()).isZero();

    WebhookSink.Message finished = arrived("mission.finished");
    finished.verify(hook.path("secret").asText());
    assertThat(finished.json().at("/data/missionId").asText()).isEqualTo(mission);
    assertThat(finished.json().at("/data/state").asText()).isEqualTo("succeeded");
    WebhookSink.Message rotated = arrived("key.rotated");
    rotated.verify(hook.path("secret").asText());
    assertThat(rotated.json().at("/data/keyId").asText()).isEqualTo(old.id());
    delete(hook);
  }

  @Test
  void tellsItAlsoAfterTheGatewayWasKilled() {
    JsonNode hook = create("mission.finished");
    sink.answer(503);
    tenant.await(tenant.submit(Map.of("executor", "noop")));
    String message = arrived("mission.finished").id();

    mesh.kill9("gateway");
    sink.answer(204);
    mesh.up();

    await("delivered after the restart")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(states(hook)).containsOnly("delivered"));
    assertThat(sink.messages("mission.finished").map(WebhookSink.Message::id))
        .hasSizeGreaterThan(1)
        .containsOnly(message);
    sink.messages("mission.finished").forEach(m -> m.verify(hook.path("secret").asText()));
    delete(hook);
  }

  private JsonNode create(String events) {
    return mesh.cliAs(tenant, "webhook", "create", sink.url(), "--event", events, "-o", "json").json();
  }

  private void delete(JsonNode hook) {
    assertThat(mesh.cliAs(tenant, "webhook", "delete", id(hook)).exitCode()).isZero();
  }

  private static String id(JsonNode hook) {
    return hook.path("id").asText();
  }

  private List<String> states(JsonNode hook) {
    return tenant.api().get("/api/v1/webhooks/" + id(hook) + "/deliveries").path("items.state");
  }

  private WebhookSink.Message arrived(String type) {
    return await(type)
        .atMost(SOON)
        .until(() -> sink.messages(type).findFirst(), java.util.Optional::isPresent)
        .get();
  }
}
