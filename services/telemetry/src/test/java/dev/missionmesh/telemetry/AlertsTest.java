package dev.missionmesh.telemetry;

import static dev.missionmesh.telemetry.Callers.caller;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TelemetryMesh.class)
class AlertsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String ALERTS = "/api/v1/alerts";

  private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 13);
  private final String key = UUID.randomUUID().toString().substring(0, 12);

  @Test
  void aBurstIsOneAlertToldOnEveryRoad() throws Exception {
    List<ProducerRecord<String, byte[]>> burst = burst(6, 5);
    Topic.sendAll(burst);
    Map<String, Object> alert = awaitAlert(30);
    String id = (String) alert.get("id");
    Topic.sendAll(burst);
    Topic.sendAll(burst(4, 5));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(only().get("count")).isEqualTo(50));

    assertThat(only()).containsEntry("id", id).containsEntry("state", "open");
    assertThat(only().get("target")).isEqualTo(Map.of("kind", "address", "name", "several"));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(posted(id)).hasSize(2));
    posted(id).forEach(AlertsTest::assertSigned);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(lines(id)).hasSize(1));
    assertThat(lines(id).getFirst())
        .startsWith("{\"type\":\"alert.raised\",")
        .contains("\"rule\":\"authentication-burst\"", "\"tenant\":\"" + tenant + "\"");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(log())
                    .filteredOn(line -> line.contains(EventTypes.ALERT_RAISED))
                    .singleElement()
                    .asString()
                    .contains(id));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(given().get("/q/metrics").asString())
                    .containsPattern(
                        "mesh_audit_alerts_total\\{rule=\"authentication-burst\"} [1-9]")
                    .containsPattern(
                        "mesh_audit_alerts_open\\{rule=\"authentication-burst\"} [1-9]"));
  }

  @Test
  void whatIsBelowTheThresholdRaisesNothing() {
    Topic.sendAll(burst(1, 29));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(log()).hasSize(1));
    assertThat(alerts()).isEmpty();
  }

  @Test
  void anAlertOfLongAgoIsResolved() {
    Topic.sendAll(List.of(record(Instant.now().minus(Duration.ofHours(2)), 40)));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                caller(tenant, "audit:read")
                    .get(ALERTS + "?state=resolved")
                    .then()
                    .body("items", hasSize(1), "nextCursor", nullValue()));
    caller(tenant, "audit:read").get(ALERTS + "?state=open").then().body("items", hasSize(0));
  }

  @Test
  void nobodyElseSeesIt() {
    Topic.sendAll(burst(1, 30));
    awaitAlert(30);
    caller("t" + tenant, "audit:read").get(ALERTS).then().body("items", hasSize(0));
    given().get(ALERTS).then().statusCode(401);
    caller(tenant, "missions:read").get(ALERTS).then().statusCode(403);
    caller(tenant, "audit:read").get(ALERTS + "?log=system").then().statusCode(403);
    caller("system", "audit:read audit:system")
        .get(ALERTS + "?log=system&limit=1")
        .then()
        .statusCode(200);
    for (String bad : List.of("state=x", "limit=0", "limit=201", "cursor=x", "log=acme", "sate=x")) {
      caller(tenant, "audit:read")
          .get(ALERTS + "?" + bad)
          .then()
          .statusCode(400)
          .body("errors", hasSize(1));
    }
  }

  /** Facts of a key of the tenant's own that has expired, from several addresses. */
  private List<ProducerRecord<String, byte[]>> burst(int facts, int each) {
    List<ProducerRecord<String, byte[]>> burst = new ArrayList<>();
    for (int i = 0; i < facts; i++) burst.add(record(Instant.now(), each));
    return burst;
  }

  private ProducerRecord<String, byte[]> record(Instant at, int count) {
    var data =
        new AuditEvents.AuthenticationFailed("expired", null, tenant, key, count, at, at);
    return Topic.record(
        Topics.AUDIT,
        tenant,
        UUID.randomUUID().toString(),
        EventTypes.AUTHENTICATION_FAILED,
        "authentication",
        EventJson.write(data));
  }

  private Map<String, Object> awaitAlert(int count) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(only()).containsEntry("count", count).containsKey("threshold"));
    return only();
  }

  private Map<String, Object> only() {
    List<Map<String, Object>> all = alerts();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private List<Map<String, Object>> alerts() {
    return caller(tenant, "audit:read").get(ALERTS).then().statusCode(200).extract().path("items");
  }

  private List<String> log() {
    return caller(tenant, "audit:read").get("/api/v1/audit/export").asString().lines().toList();
  }

  private static List<String> posted(String id) {
    String url = setting("mesh.alerts.webhook.url");
    return given().get(url).asString().lines().filter(line -> line.startsWith(id)).toList();
  }

  private static void assertSigned(String line) {
    String[] parts = line.split("\t", 4);
    byte[] secret = Base64.getDecoder().decode(WebhookReceiver.SECRET.substring(6));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String signed = parts[0] + "." + parts[1] + "." + parts[3];
      byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      assertThat(parts[2]).isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> lines(String id) throws java.io.IOException {
    Path file = Path.of(setting("mesh.state.directory"), "alerts.jsonl");
    return Files.readAllLines(file).stream().filter(line -> line.contains(id)).toList();
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
