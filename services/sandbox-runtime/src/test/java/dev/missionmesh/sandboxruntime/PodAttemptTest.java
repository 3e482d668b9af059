package dev.missionmesh.sandboxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.kubernetes.Cluster;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** From lease to completion with Pods. */
@DisabledIfSystemProperty(named = "mesh.kubernetes", matches = "true")
class PodAttemptTest extends AttemptBehaviour {
  private static Cluster cluster;

  @BeforeAll
  static void begin() throws Exception {
    cluster = Cluster.withNode();
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Override
  protected SandboxBackend open() {
    return cluster.backend();
  }

  @Override
  protected void closeSandboxes() {
    cluster.refuse(null);
    await().until(() -> cluster.pods().isEmpty());
  }

  @Override
  protected String backendName() {
    return "kubernetes";
  }

  @Test
  void aPodThatTheApiServerRefusesIsTheSandboxesFailure() {
    cluster.refuse("/pods");
    mission.offerCommand("f-1", "true");
    JsonObject completion = completed("f-1");
    assertThat(completion.getString("outcome")).isEqualTo("sandbox_failed");
    assertThat(completion.getJsonObject("result").getInteger("exitCode")).isNull();
  }
}
