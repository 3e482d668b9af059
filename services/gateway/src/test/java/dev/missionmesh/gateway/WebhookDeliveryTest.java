package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookDeliveryTest extends AtTheReceiver {
  @Test
  void tellsWhatIsWantedSignedAndThinAndOnlyOnce() {
    String path = path();
    JsonPath hook = make("acme", receiver.url(path), "mission.finished", "key.rotated");
    UUID event = UUID.randomUUID();
    String mission = UUID.randomUUID().toString();
    var fact = record(event, "acme", EventTypes.MISSION_FINISHED, finished(mission));

    hand(
        record(UUID.randomUUID(), "globex", EventTypes.MISSION_FINISHED, finished(mission)),
        record(UUID.randomUUID(), "acme", EventTypes.KEY_REVOKED, new TenancyEvents.KeyRevoked("k", "key:x")),
        fact);
    hand(fact);
    String later = missionFinished("acme");

    Receiver.Received message = arrived(path, messageId(event));
    arrived(path, later);
    assertThat(receiver.at(path)).hasSize(2);
    assertThat(verifies(message, hook.getString("secret"))).isTrue();
    assertThat(verifies(message, "whsec_" + "A".repeat(43) + "=")).isFalse();
    assertThat(message.headers())
        .containsOnlyKeys(
            "host", "content-type", "content-length", "user-agent", "webhook-id", "webhook-timestamp",
            "webhook-signature", "connection");
    assertThat(message.header("user-agent")).startsWith("Missionmesh-Webhooks/");
    JsonPath payload = JsonPath.from(message.body());
    assertThat(payload.<String, Object>getMap("").keySet()).containsExactly("type", "timestamp", "data");
    assertThat(payload.getString("type")).isEqualTo("mission.finished");
    assertThat(Instant.parse(payload.getString("timestamp"))).isBefore(Instant.now());
    assertThat(payload.getString("data.missionId")).isEqualTo(mission);
    assertThat(payload.getString("data.tenant")).isEqualTo("acme");
    assertThat(payload.getString("data.state")).isEqualTo("succeeded");
    assertThat(message.body()).doesNotContain("PRINTED", "secret name");
    awaitState("acme", hook.getString("id"), messageId(event), "delivered");
  }

  @Test
  void setsAsideWhatCannotBeReadOnlyWhenItIsWanted() {
    String path = path();
    make("globex", receiver.url(path), "mission.finished");
    hand(record(UUID.randomUUID(), "acme-nobody", EventTypes.MISSION_FINISHED, null));
    arrived(path, missionFinished("globex"));
  }

  @Test
  void signsWithEverySecretThatHoldsWhileTheyRotate() {
    String path = path();
    JsonPath hook = make("acme", receiver.url(path), "mission.finished");
    String rotate = WEBHOOKS + "/" + hook.getString("id") + "/rotate-secret";
    String second = post("acme", rotate, "{\"overlap\":\"PT1H\"}").statusCode(200).extract().path("secret");

    Receiver.Received both = arrived(path, missionFinished("acme"));
    assertThat(both.header("webhook-signature").split(" ")).hasSize(2);
    assertThat(verifies(both, hook.getString("secret"))).isTrue();
    assertThat(verifies(both, second)).isTrue();

    String third = post("acme", rotate, "{}").statusCode(200).extract().path("secret");
    post("acme", rotate, "{\"overlap\":\"PT1H\"}").statusCode(409);
    String last = post("acme", rotate, "{\"overlap\":\"PT0S\"}").statusCode(200).extract().path("secret");
    Receiver.Received one = arrived(path, missionFinished("acme"));
    assertThat(verifies(one, last)).isTrue();
    assertThat(verifies(one, third)).isFalse();
    assertThat(one.header("webhook-signature")).doesNotContain(" ");
    assertThat(facts.of(EventTypes.WEBHOOK_SECRET_ROTATED, hook.getString("id"))).hasSize(3);
  }

  @Test
  void triesAgainBySchedule() {
    String path = path();
    receiver.answer(path, 503, 500, 200);
    String hook = make("acme", receiver.url(path), "mission.finished").getString("id");

    String message = missionFinished("acme");
    awaitState("acme", hook, message, "delivered");

    JsonPath delivery = delivery("acme", hook, message);
    assertThat(delivery.getList("attempts.status")).containsExactly(503, 500, 200);
    assertThat(delivery.getList("attempts.outcome")).containsExactly("rejected", "rejected", "delivered");
    assertThat(delivery.getList("attempts.number")).containsExactly(1, 2, 3);
    assertThat(delivery.getString("attempts[0].excerpt")).isEqualTo("said 503");
    assertThat(pause(delivery, 0, 1)).isGreaterThan(Duration.ofMillis(200));
    assertThat(pause(delivery, 1, 2)).isGreaterThan(Duration.ofMillis(450));
    assertThat(receiver.at(path)).extracting(Receiver.Received::id).containsOnly(message).hasSize(3);
    as("acme").get(WEBHOOKS + "/" + hook).then().body("failingSince", equalTo(null));
  }

  private static Duration pause(JsonPath delivery, int from, int to) {
    return Duration.between(
        Instant.parse(delivery.getString("attempts[" + from + "].at")),
        Instant.parse(delivery.getString("attempts[" + to + "].at")));
  }

  @Test
  void givesUpAfterTheLastAttemptAndSendsItAgainWhenAsked() {
    String path = path();
    receiver.answer(path, 500);
    String hook = make("acme", receiver.url(path), "mission.finished").getString("id");
    String message = missionFinished("acme");
    awaitState("acme", hook, message, "failed");
    assertThat(receiver.at(path)).hasSize(4);
    as("acme")
        .get(WEBHOOKS + "/" + hook + "/deliveries?state=failed")
        .then()
        .body("items.messageId", equalTo(java.util.List.of(message)));

    receiver.answer(path, 200);
    post("acme", WEBHOOKS + "/" + hook + "/deliveries/" + message + "/replay", "")
        .statusCode(202)
        .body("state", equalTo("pending"));
    awaitState("acme", hook, message, "delivered");
    assertThat(delivery("acme", hook, message).getList("attempts")).hasSize(5);
  }

  @Test
  void leavesAloneAReceiverThatAsksForIt() {
    String path = path();
    receiver.answer(
        path, r -> r.response().setStatusCode(429).putHeader("Retry-After", "120").end());
    String hook = make("acme", receiver.url(path), "mission.finished").getString("id");

    String message = missionFinished("acme");
    await()
        .untilAsserted(
            () -> assertThat(delivery("acme", hook, message).getList("attempts")).hasSize(1));
    assertThat(Instant.parse(delivery("acme", hook, message).getString("nextAttemptAt")))
        .isAfter(Instant.now().plusSeconds(100))
        .isBefore(Instant.now().plusSeconds(121));
  }

  @Test
  void disablesAWebhookThatIsGone() {
    String path = path();
    receiver.answer(path, 410);
    String hook = make("acme", receiver.url(path), "mission.finished").getString("id");

    String message = missionFinished("acme");
    awaitState("acme", hook, message, "failed");
    as("acme")
        .get(WEBHOOKS + "/" + hook)
        .then()
        .body("state", equalTo("disabled"), "disabledReason", equalTo("gone"));
    await().untilAsserted(() -> assertThat(facts.of(EventTypes.WEBHOOK_DISABLED, hook)).hasSize(1));
    missionFinished("acme");
    post("acme", WEBHOOKS + "/" + hook + "/deliveries/" + message + "/replay", "").statusCode(409);

    receiver.answer(path, 200);
    post("acme", WEBHOOKS + "/" + hook + "/enable", "")
        .statusCode(200)
        .body("state", equalTo("enabled"), "disabledReason", equalTo(null));
    arrived(path, missionFinished("acme"));
    assertThat(receiver.at(path)).hasSize(2);
  }

  @Test
  void disablesAWebhookThatHasFailedForDays() {
    String path = path();
    receiver.answer(path, 500);
    String hook = make("acme", receiver.url(path), "mission.finished").getString("id");
    missionFinished("acme");
    await()
        .untilAsserted(
            () ->
                assertThat(as("acme").get(WEBHOOKS + "/" + hook).<String>path("failingSince"))
                    .isNotNull());

    sql(
        "update gateway.webhooks set failing_since = now() - interval '5 days' where id = ?::uuid",
        hook);
    await()
        .untilAsserted(
            () ->
                assertThat(as("acme").get(WEBHOOKS + "/" + hook).<String>path("disabledReason"))
                    .isEqualTo("failing"));
  }

  @Test
  void followsNoRedirect() {
    String path = path();
    String elsewhere = path();
    receiver.answer(
        path, r -> r.response().setStatusCode(302).putHeader("Location", receiver.url(elsewhere)).end());
    JsonPath hook = make("acme", receiver.url(path), "mission.finished");

    test(hook).body("delivered", equalTo(false), "attempt.outcome", equalTo("redirected"));
    assertThat(receiver.at(elsewhere)).isEmpty();
  }

  private static io.restassured.response.ValidatableResponse test(JsonPath hook) {
    return post("acme", WEBHOOKS + "/" + hook.getString("id") + "/test", "").statusCode(200);
  }

  @Test
  void waitsForNobodyForEver() {
    String silent = path();
    String endless = path();
    receiver.answer(silent, r -> {});
    receiver.answer(
        endless,
        r -> {
          r.response().setChunked(true).write("x".repeat(600));
          receiver
              .vertx()
              .setPeriodic(20, id -> r.response().write("\u0000y").onFailure(e -> receiver.vertx().cancelTimer(id)));
        });

    test(make("acme", receiver.url(silent), "mission.finished"))
        .body("attempt.outcome", equalTo("timed_out"), "attempt.status", equalTo(null));
    String excerpt =
        test(make("acme", receiver.url(endless), "mission.finished"))
            .body("delivered", equalTo(true), "attempt.status", equalTo(200))
            .extract()
            .path("attempt.excerpt");
    assertThat(excerpt).startsWith("xxx").contains("\ufffdy").hasSizeLessThanOrEqualTo(1024);
  }

  @Test
  void readsLittleOfALongAnswer() {
    String path = path();
    receiver.answer(path, r -> r.response().end("z".repeat(4 << 20)));

    String excerpt =
        test(make("acme", receiver.url(path), "mission.finished"))
            .body("delivered", equalTo(true))
            .extract()
            .path("attempt.excerpt");
    assertThat(excerpt).hasSize(1024);
  }

  @Test
  void aReceiverThatHangsKeepsNobodyWaiting() {
    String hanging = path();
    String good = path();
    receiver.answer(hanging, r -> {});
    String hook = make("globex", receiver.url(hanging), "mission.queued").getString("id");
    make("globex", receiver.url(good), "mission.finished");
    for (int i = 0; i < 30; i++) {
      hand(
          record(
              UUID.randomUUID(),
              "globex",
              EventTypes.MISSION_QUEUED,
              new dev.missionmesh.events.MissionEvents.Queued(
                  "m", null, "noop", null, 0, "key:k", "0f", null, Instant.now())));
    }

    Instant before = Instant.now();
    arrived(good, missionFinished("globex"));
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(receiver.at(hanging)).hasSizeBetween(1, 12);
    as("globex").delete(WEBHOOKS + "/" + hook).then().statusCode(204);
  }

  @Test
  void tellsASuspendedTenantNothingUntilItIsResumed() {
    post("system", TENANTS, "{\"id\":\"paused\"}").statusCode(201);
    String key =
        post(
                "system",
                KEYS,
                "{\"name\":\"k\",\"tenant\":\"paused\",\"scopes\":[\"webhooks:write\",\"webhooks:read\"]}")
            .extract()
            .path("key");
    String path = path();
    withKey(key)
        .contentType("application/json")
        .body(body(receiver.url(path), "mission.finished"))
        .post(WEBHOOKS)
        .then()
        .statusCode(201);
    post("system", TENANTS + "/paused/suspend", "").statusCode(200);
    String message = missionFinished("paused");
    String other = path();
    make("acme", receiver.url(other), "mission.finished");
    arrived(other, missionFinished("acme"));
    assertThat(receiver.at(path)).isEmpty();

    post("system", TENANTS + "/paused/resume", "").statusCode(200);
    arrived(path, message);
  }
}
