package dev.missionmesh.policy;

import static dev.missionmesh.policy.Callers.administrator;
import static dev.missionmesh.policy.Callers.caller;
import static dev.missionmesh.policy.Callers.reader;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.PolicyEvents;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.policyengine.SnapshotText;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PolicyMesh.class)
class PolicyServiceTest {
  private static final String PATH = "/api/v1/policies";

  @Inject SentFacts facts;

  @BeforeEach
  void isReady() {
    await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void publishesTheDefaultPolicyOnANewMesh() {
    var snapshot =
        EventJson.read(first(EventTypes.POLICY_SNAPSHOT).data(), PolicyEvents.Snapshot.class);

    assertThat(snapshot.name()).isEqualTo("default");
    assertThat(snapshot.version()).isEqualTo(1);
    assertThat(snapshot.digest()).isEqualTo(SnapshotText.digest(snapshot.yaml()));
    assertThat(first(EventTypes.POLICY_SNAPSHOT).key()).isEqualTo("global");
    assertThat(first(EventTypes.POLICY_PUBLISHED).sequence()).isEqualTo(1);
    reader("acme").get(PATH).then().statusCode(200).body("items.name", hasItem("default"));
  }

  @Test
  void putsAPublishedSnapshotInForceAndRollsBackToAnOldOne() {
    String one = yaml("rolled", "one");
    String two = yaml("rolled", "two");

    String digest = publish(one, 201).extract().path("digest");
    assertThat(digest).isEqualTo(SnapshotText.digest(one));
    publish(two, 201).body("version", equalTo(2), "active", equalTo(true));
    publish(one, 200).body("version", equalTo(1), "active", equalTo(true));
    administrator()
        .post(PATH + "/" + SnapshotText.digest(two) + "/activate")
        .then()
        .statusCode(200);

    assertThat(activeDigests()).containsExactly(SnapshotText.digest(two));
    await()
        .untilAsserted(
            () ->
                assertThat(published("rolled").stream().map(PolicyEvents.Published::digest))
                    .containsExactly(
                        digest, SnapshotText.digest(two), digest, SnapshotText.digest(two)));
    assertThat(published("rolled").get(2).previous()).isEqualTo(SnapshotText.digest(two));
    assertThat(published("rolled").get(2).principal()).isEqualTo("key:k1");
  }

  @Test
  void tellsNothingWhenTheActiveSnapshotIsPublishedAgain() {
    String yaml = yaml("again", "one");
    publish(yaml, 201);
    publish(yaml, 200);
    publish(yaml("again-after", "one"), 201);

    await().until(() -> !published("again-after").isEmpty());
    assertThat(published("again")).hasSize(1);
  }

  @Test
  void listsPageByPageAndRefusesACursorOfItsOwnMaking() {
    for (String text : List.of("one", "two", "three")) publish(yaml("paged", text), 201);
    List<String> whole = reader("acme").get(PATH + "?limit=200").path("items.digest");
    List<String> paged = new java.util.ArrayList<>();
    String cursor = null;
    do {
      var request = reader("acme").queryParam("limit", 2);
      Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get(PATH);
      paged.addAll(page.<List<String>>path("items.digest"));
      cursor = page.path("nextCursor");
    } while (cursor != null);

    assertThat(paged).isEqualTo(whole).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    reader("acme")
        .queryParam("cursor", "AAAA")
        .get(PATH)
        .then()
        .statusCode(400)
        .body("errors.parameter", equalTo(List.of("cursor")));
  }

  @Test
  void givesTheTextUnderItsDigest() {
    String yaml = yaml("fetched", "one") + "# a comment stays\n";
    String path = PATH + "/" + publish(yaml.replace("\n", "\r\n"), 201).extract().path("digest");

    Response found = reader("acme").get(path);

    assertThat(found.asString()).isEqualTo(yaml);
    assertThat(found.contentType()).startsWith("application/yaml");
    assertThat(found.header("ETag")).isEqualTo("\"" + SnapshotText.digest(yaml) + "\"");
    reader("acme").header("If-None-Match", found.header("ETag")).get(path).then().statusCode(304);
    reader("acme")
        .header("If-Match", "\"another\"")
        .get(path)
        .then()
        .statusCode(412)
        .body("errors[0].header", equalTo("If-Match"));
  }

  @Test
  void refusesWhatIsNoSnapshotWithPointers() {
    publish("name: x\nrules:\n - id: a\n   effect: maybe\n", 400)
        .contentType("application/problem+json")
        .body(
            "type", equalTo("https://missionmesh.dev/problems/invalid-snapshot"),
            "errors.pointer", equalTo(List.of("/apiVersion", "/rules/0/effect")),
            "errors[1].detail", startsWith("line 4: "));
    publish(yaml("ill-typed", "one") + "    when: mission.cpus\n", 400)
        .body("errors[0].pointer", equalTo("/rules/0/when"));
    publish(yaml("asks", "one").replace("allow", "require-approval"), 400)
        .body("errors[0].pointer", equalTo("/rules/0/effect"));
    publish("rules: {", 400);
    administrator()
        .contentType("application/yaml")
        .body(new byte[] {(byte) 0xff, 'a'})
        .post(PATH)
        .then()
        .statusCode(400);
    administrator().contentType("application/yaml").post(PATH).then().statusCode(400);
  }

  @Test
  void refusesTextsThatAreTooLargeOrOfAnotherKind() {
    publish("#".repeat(300_000), 413);
    administrator().contentType("application/json").body("{}").post(PATH).then().statusCode(415);
    administrator().get(PATH + "/sha256:unheard-of").then().statusCode(404);
    administrator().post(PATH + "/sha256:unheard-of/activate").then().statusCode(404);
  }

  @Test
  void letsOnlyTheSystemPublish() {
    String yaml = yaml("foreign", "one");

    given().get(PATH).then().statusCode(401);
    caller("acme", "missions:read").get(PATH).then().statusCode(403);
    reader("system")
        .contentType("application/yaml")
        .body(yaml.getBytes(StandardCharsets.UTF_8))
        .post(PATH)
        .then()
        .statusCode(403);
    caller("acme", "policy:read policy:write")
        .contentType("application/yaml")
        .body(yaml.getBytes(StandardCharsets.UTF_8))
        .post(PATH)
        .then()
        .statusCode(403);
    assertThat(reader("system").get(PATH).<List<String>>path("items.name"))
        .doesNotContain("foreign");
  }

  @Test
  void saysThatItLivesAndWhatIsInForce() {
    publish(yaml("alive", "one"), 201);
    String active = activeDigests().getFirst();

    await()
        .untilAsserted(
            () ->
                assertThat(facts.ofType(EventTypes.POLICY_HEARTBEAT).getLast())
                    .satisfies(beat -> assertThat(beat.key()).isEqualTo("heartbeat"))
                    .extracting(
                        beat -> EventJson.read(beat.data(), PolicyEvents.Heartbeat.class).digest())
                    .isEqualTo(active));
  }

  @Test
  void servesMetricsAndItsDescription() {
    given().get("/q/openapi").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString()).contains("mesh_policy_activations_total");
  }

  private ValidatableResponse publish(String yaml, int status) {
    return administrator()
        .contentType("application/yaml")
        .body(yaml.getBytes(StandardCharsets.UTF_8))
        .post(PATH)
        .then()
        .statusCode(status);
  }

  private OutgoingEvent first(String type) {
    await().until(() -> !facts.ofType(type).isEmpty());
    return facts.ofType(type).getFirst();
  }

  private List<PolicyEvents.Published> published(String name) {
    return facts.ofType(EventTypes.POLICY_PUBLISHED).stream()
        .map(event -> EventJson.read(event.data(), PolicyEvents.Published.class))
        .filter(event -> event.name().equals(name))
        .toList();
  }

  private static List<String> activeDigests() {
    return reader("acme").get(PATH).path("items.findAll { it.active }.digest");
  }

  private static String yaml(String name, String rule) {
    return """
        apiVersion: missionmesh.dev/v1
        name: %s
        rules:
          - id: %s
            effect: allow
        """
        .formatted(name, rule);
  }
}
