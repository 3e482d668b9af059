package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.gateway.application.Publication;
import dev.missionmesh.gateway.application.webhook.Courier;
import dev.missionmesh.gateway.application.webhook.Deliverer;
import dev.missionmesh.gateway.application.webhook.DeliveryObserver;
import dev.missionmesh.gateway.application.webhook.DeliveryQueue;
import dev.missionmesh.gateway.application.webhook.Resealing;
import dev.missionmesh.gateway.application.webhook.SecretSeal;
import dev.missionmesh.gateway.application.webhook.WebhookTerms;
import dev.missionmesh.gateway.domain.webhook.Attempt;
import dev.missionmesh.gateway.domain.webhook.Circuits;
import dev.missionmesh.gateway.domain.webhook.Outcome;
import dev.missionmesh.gateway.domain.webhook.Places;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several deliverers on one queue, as several replicas are. */
@QuarkusTest
class WebhookReplicasTest extends AtTheReceiver {
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final TenantId ACME = new TenantId("acme");

  @Inject DeliveryQueue queue;
  @Inject Courier courier;
  @Inject SecretSeal seal;
  @Inject WebhookTerms terms;
  @Inject DeliveryObserver observer;
  @Inject Publication publication;
  @Inject Resealing resealing;

  @Test
  void eachMessageIsSentByOneOfThem() {
    String path = path();
    String hook = make("acme", receiver.url(path), "mission.finished").getString("id");
    List<ExecutorService> loops = new ArrayList<>();
    List<Deliverer> replicas =
        IntStream.range(0, 3).mapToObj(i -> replica(loops)).toList();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sent.add(missionFinished("acme"));
      replicas.forEach(Deliverer::wake);
    }
    sent.forEach(message -> awaitState("acme", hook, message, "delivered"));

    replicas.forEach(Deliverer::stop);
    loops.forEach(ExecutorService::shutdown);
    assertThat(receiver.at(path)).extracting(Receiver.Received::id).containsExactlyInAnyOrderElementsOf(sent);
  }

  private Deliverer replica(List<ExecutorService> loops) {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    loops.add(loop);
    Circuits circuits = new Circuits(System::nanoTime);
    return new Deliverer(
        queue, courier, seal, terms, new Places(8, 8, 4, circuits), circuits, observer, publication,
        Clock.systemUTC(), loop);
  }

  @Test
  void whatADeadOneHadClaimedIsSentByAnotherOnceItsLeaseHasEnded() {
    String path = path();
    String hook = make("acme", receiver.url(path), "mission.finished").getString("id");
    receiver.answer(path, 503, 200);
    String message = missionFinished("acme");
    arrived(path, message);
    DeliveryQueue.Claimed claimed = claimAsIfDead(hook, message);

    sql(
        "update gateway.webhook_deliveries set next_attempt_at = now() where message_id = ? and webhook_id = ?::uuid",
        message,
        hook);
    awaitState("acme", hook, message, "delivered");
    assertThat(finish(claimed)).isFalse();
    assertThat(delivery("acme", hook, message).getString("state")).isEqualTo("delivered");
    assertThat(delivery("acme", hook, message).getList("attempts")).hasSize(2);
  }

  /** Waits until the first attempt is written down, then claims the delivery and is never heard of again. */
  private DeliveryQueue.Claimed claimAsIfDead(String hook, String message) {
    var key = new DeliveryQueue.Key(ACME, java.util.UUID.fromString(hook), message);
    return org.awaitility.Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> queue.claim(List.of(key), LEASE).await().atMost(Duration.ofSeconds(5)),
            found -> !found.isEmpty())
        .getFirst();
  }

  private boolean finish(DeliveryQueue.Claimed claimed) {
    Attempt late = Attempt.unanswered(Outcome.GONE, Instant.now(), Duration.ZERO);
    return queue.finish(claimed, late, null, Duration.ofDays(5)).await().atMost(Duration.ofSeconds(5));
  }

  @Test
  void secretsAreSealedAnewWhenTheKeyChanges() throws IOException {
    String path = path();
    String secret = make("acme", receiver.url(path), "mission.finished").getString("secret");
    Path file = Path.of(setting("mesh.gateway.webhooks.key-file"));
    String old = Files.readString(file);
    String fresh = "k-" + System.nanoTime();

    write(file, fresh + "=" + key() + "\n" + old);
    assertThat(resealing.run().await().atMost(Duration.ofSeconds(10))).isPositive();
    write(file, Files.readString(file).lines().findFirst().orElseThrow() + "\n");
    assertThat(verifies(arrived(path, missionFinished("acme")), secret)).isTrue();
    assertThat(new HashSet<>(keyIds())).containsExactly(fresh);
  }

  private static List<String> keyIds() {
    try (var connection =
            java.sql.DriverManager.getConnection(
                setting("test.jdbc.url") + "&password=" + setting("test.jdbc.password"));
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select key_id from gateway.webhook_secrets where ends_at is null or ends_at > now()")) {
      List<String> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      return ids;
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1000));
  }

  private static String key() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
