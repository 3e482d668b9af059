package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.gateway.application.Bootstrap;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class BootstrapTest extends AtTheDoor {
  @Inject Bootstrap bootstrap;
  @Inject Vertx vertx;
  @Inject SentFacts facts;

  @TempDir Path directory;

  @Test
  void raisesNoRevokedKeyFromTheDead() throws Exception {
    var made =
        as("acme")
            .contentType("application/json")
            .body("{\"name\":\"dead\",\"scopes\":[\"missions:read\"]}")
            .post("/api/v1/keys")
            .then()
            .statusCode(201)
            .extract();
    as("acme").delete("/api/v1/keys/" + made.path("id")).then().statusCode(204);
    Files.writeString(directory.resolve("acme.key"), made.<String>path("key"));

    register();

    withKey(made.path("key")).get(MISSIONS).then().statusCode(401);
    String id = made.path("id");
    await().untilAsserted(() -> assertThat(facts.of(EventTypes.KEY_REVOKED, id)).hasSize(1));
    assertThat(facts.of(EventTypes.KEY_CREATED, id)).hasSize(1);
  }

  @Test
  void takesNoKeyUnderTheNameOfAnotherTenant() throws Exception {
    Files.writeString(directory.resolve("system.key"), key("acme"));

    assertThatThrownBy(this::register).hasMessageContaining("system.key");
  }

  private void register() {
    bootstrap.register(directory, this::onEventLoop).await().atMost(Duration.ofSeconds(10));
  }

  private void onEventLoop(Runnable task) {
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(ignored -> task.run());
  }
}
