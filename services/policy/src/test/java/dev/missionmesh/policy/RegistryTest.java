package dev.missionmesh.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.policy.application.Candidate;
import dev.missionmesh.policy.application.Publication;
import dev.missionmesh.policy.application.SnapshotRegistry;
import dev.missionmesh.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PolicyMesh.class)
class RegistryTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @Inject SnapshotRegistry registry;
  @Inject Vertx vertx;

  @Test
  void publishesTheFirstSnapshotOnceThoughManyStartAtOnce() throws SQLException {
    asOwner("delete from active_snapshots", "delete from activations", "delete from snapshots");
    var candidate = new Candidate(DIGEST, "first", "name: first\n");

    List<CompletableFuture<Optional<Publication>>> starts =
        IntStream.range(0, 4)
            .mapToObj(
                i -> onItsOwnContext(() -> registry.publishFirst(candidate, "service:policy")))
            .toList();
    long published =
        starts.stream().map(CompletableFuture::join).filter(Optional::isPresent).count();

    assertThat(published).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update snapshots set yaml = 'x'",
        "delete from snapshots",
        "update activations set digest = 'x'",
        "delete from activations",
        "delete from active_snapshots",
        "truncate snapshots",
      })
  void letsNoServiceChangeWhatWasPublished(String sql) throws SQLException {
    for (String login : List.of("policy_api", "policy_engine")) {
      try (Connection connection = TestPostgres.shared().connect(login);
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(sql))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      }
    }
  }

  private <T> CompletableFuture<T> onItsOwnContext(Supplier<Uni<T>> work) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        i -> work.get().subscribe().with(outcome::complete, outcome::completeExceptionally));
    return outcome;
  }

  private static void asOwner(String... statements) throws SQLException {
    try (Connection connection = TestPostgres.shared().connect("policy_owner");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) statement.execute(sql);
    }
  }
}
