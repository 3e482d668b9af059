package dev.missionmesh.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import dev.missionmesh.endtoend.mesh.TopicReader;
import dev.missionmesh.events.Topics;
import dev.missionmesh.testsupport.TestIssuer;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Secrets of the mesh, and such as tenants hand to it by accident or on purpose, are in no log, metric, command line or event.
 * What a mission prints is its tenant's data: it is in that tenant's mission events and nowhere else.
 */
class PlantedSecretsTest {
  private static final String GIVEN = "planted-in-env-5d1f0c";
  private static final String READ = "planted-in-stdin-a7730e";
  private static final String PRINTED = "planted-in-output-c9e2b1";
  private static final String SENT = "planted-in-request-0b84d6";
  private static final List<String> OF_MISSIONS = List.of(Topics.MISSION_EVENTS, Topics.MISSION_LOGS);
  private static final List<String> SERVICES =
      List.of("gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer");

  private final RunningMesh mesh = RunningMesh.shared();
  private final Tenant tenant = mesh.tenant("planted");
  private final List<String> secrets = new ArrayList<>(List.of(GIVEN, READ, SENT, tenant.key(), mesh.systemKey()));

  @Test
  void areNowhereTheyDoNotBelong() throws IOException {
    collectSecretsOfTheMesh();
    TestIssuer gateway = new TestIssuer("gateway", mesh.files().secretFile("gateway.jwk.json"));
    String bearer = gateway.token("mission", tenant.id(), "key:planted", "missions:read");
    secrets.add(bearer);
    String mission =
        tenant.submit(
            Map.of(
                "executor", "command", "command", List.of("sh", "-c", "cat >/dev/null; echo " + PRINTED + "; sleep 4"),
                "env", Map.of("API_TOKEN", GIVEN), "stdin", READ));
    await().atMost(Duration.ofSeconds(30)).until(() -> tenant.mission(mission).state().equals("running"));
    sendSecretsWhereTheyAreNotExpected(bearer);
    assertProcessesTellNothing();
    assertThat(tenant.await(mission).state()).isEqualTo("succeeded");
    mesh.awaitAudited(tenant, 3);

    assertLogsTellNothing();
    assertMetricsTellNothing();
    assertEventsTellNothing();
  }

  private void collectSecretsOfTheMesh() throws IOException {
    secrets.addAll(mesh.files().passwords("postgres").values());
    secrets.addAll(mesh.files().passwords("kafka").values());
    for (String service : SERVICES) {
      secrets.add(new ObjectMapper().readTree(mesh.files().secretFile(service + ".jwk.json")).path("d").asText());
    }
    secrets.add(new ObjectMapper().readTree(mesh.files().secretFile("audit.jwk.json")).path("d").asText());
    assertThat(secrets).hasSizeGreaterThan(30).allMatch(secret -> secret.length() > 15);
  }

  private void sendSecretsWhereTheyAreNotExpected(String bearer) {
    String mission = "http://127.0.0.1:" + mesh.files().port("mission");
    given().header("Authorization", "Bearer " + bearer).get(mission + "/api/v1/missions").then().statusCode(200);
    given().header("Authorization", "Bearer " + bearer).get(mesh.gateway() + "/api/v1/missions").then().statusCode(401);
    given().header("Authorization", "Bearer " + tenant.key()).get(mission + "/api/v1/missions").then().statusCode(401);
    given().header("Authorization", "Basic " + SENT).get(mesh.gateway() + "/api/v1/missions").then().statusCode(401);
    given().header("Authorization", "Bearer mesh_planted_" + SENT).get(mesh.gateway() + "/api/v1/keys").then().statusCode(401);
    tenant.api().header("X-Secret", SENT).header("Cookie", "session=" + SENT).get("/api/v1/missions?cursor=" + SENT);
    tenant.api().get("/api/v1/missions/" + SENT).then().statusCode(404);
    tenant.api().get("/api/v1/" + SENT + "?key=" + SENT).then().statusCode(404);
    for (String body : List.of("{\"executor\":\"noop\",\"" + SENT + "\":1}", "{\"env\":{\"X\":\"" + SENT, "[\"" + SENT + "\"]")) {
      tenant.api().contentType(ContentType.JSON).body(body).post("/api/v1/missions").then().statusCode(400);
    }
  }

  private void assertProcessesTellNothing() throws IOException {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      for (ProcessHandle process : all.toList()) {
        assertFree("command line of " + process.pid(), proc(process, "cmdline"), secrets);
      }
    }
    for (String service : SERVICES) {
      ProcessHandle process = mesh.process(service);
      assertThat(proc(process, "environ")).as(service).contains("MESH_SECRETS_DIRECTORY");
      assertFree("environment of " + service, proc(process, "environ"), secrets);
    }
  }

  /** Empty for a process that has ended meanwhile. */
  private static String proc(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }

  private void assertLogsTellNothing() throws IOException {
    List<String> unprinted = new ArrayList<>(secrets);
    unprinted.add(PRINTED);
    try (Stream<Path> logs = Files.list(mesh.data().resolve("logs"))) {
      for (Path log : logs.toList()) {
        assertFree(log.toString(), Files.readString(log, StandardCharsets.ISO_8859_1), unprinted);
      }
    }
  }

  private void assertMetricsTellNothing() {
    for (String service : SERVICES) {
      String metrics = given().get("http://127.0.0.1:" + mesh.files().port(service) + "/q/metrics").then().statusCode(200).extract().asString();
      assertThat(metrics).contains("jvm_");
      assertFree("metrics of " + service, metrics, secrets);
      assertFree("metrics of " + service, metrics, List.of(PRINTED));
    }
  }

  private void assertEventsTellNothing() {
    int printed = 0;
    for (Topics.Definition topic : Topics.all()) {
      for (String name : List.of(topic.name(), Topics.deadLetter(topic.name()))) {
        for (ConsumerRecord<String, byte[]> record : TopicReader.all(mesh, name)) {
          String text = text(record);
          assertFree("a record of " + name, text, secrets);
          if (text.contains(PRINTED)) {
            assertThat(name).isIn(OF_MISSIONS);
            assertThat(record.key()).startsWith(tenant.id() + "/");
            printed++;
          }
        }
      }
    }
    assertThat(printed).isPositive();
  }

  private static String text(ConsumerRecord<String, byte[]> record) {
    StringBuilder text = new StringBuilder(String.valueOf(record.key()));
    record.headers().forEach(h -> text.append('\n').append(h.key()).append('=').append(new String(h.value(), StandardCharsets.UTF_8)));
    return text.append('\n').append(record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8)).toString();
  }

  private static void assertFree(String place, String text, List<String> secrets) {
    for (String secret : secrets) {
      // The text itself stays out of the report.
      assertThat(text.contains(secret)).as("%s holds the secret %.16s…", place, secret).isFalse();
    }
  }
}
