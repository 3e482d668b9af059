package dev.missionmesh.endtoend.waf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.endtoend.matrix.EveryOperation;
import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.EventTail;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real firewall before the real gateway: attacks stay out, everything else goes through unchanged. */
class WafTest {
  private static final FirewalledMesh FIREWALLED = new FirewalledMesh();
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void everyAttackIsRefusedWithADocumentAndTheGatewaySeesNoneOfThem() throws IOException {
    List<Attack> attacks = Attack.all();
    assertThat(attacks).filteredOn(Attack::isForRules).hasSizeGreaterThan(50);
    String key = FIREWALLED.tenant("waf").key();
    double before = FIREWALLED.seenByGateway();
    assertThat(before).isPositive();
    List<String> passed = new ArrayList<>();

    for (Attack attack : attacks) {
      String answer = attack.send(FIREWALLED.door(), key);
      boolean refused =
          answer.startsWith("HTTP/1.1 4")
              && answer.contains("Content-Type: application/problem+json")
              && answer.contains("https://missionmesh.dev/problems/" + attack.problem() + "\"")
              && answer.matches("(?s).*\"instance\":\"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}\".*");
      if (!refused) passed.add(attack.name() + ": " + answer);
    }

    assertThat(passed).isEmpty();
    assertThat(FIREWALLED.seenByGateway()).isEqualTo(before);
    for (String group : List.of("sqli", "xss", "lfi", "rce", "rfi", "php", "java", "log4j", "scanner", "protocol", "http", "body")) {
      await(group + " is counted").atMost(SOON).until(() -> FIREWALLED.counted("blocked", group) > 0);
    }
  }

  @Test
  void everyOperationOfTheApiIsAnsweredAsWithoutIt() throws Exception {
    EveryOperation all = new EveryOperation(FIREWALLED.mesh(), FIREWALLED.mesh().tenant("waf-operations"));

    List<EveryOperation.Outcome> straight = all.through(FIREWALLED.mesh().straight());
    List<EveryOperation.Outcome> through = all.through(FIREWALLED.door().toString());

    assertThat(straight).hasSizeGreaterThan(35);
    assertThat(through).isEqualTo(straight);
  }

  @Test
  void missionsThatLookLikeAttacksRunAndGiveBackWhatTheyWereGiven() {
    Tenant tenant = FIREWALLED.tenant("waf");
    String code = Payloads.CODE;

    List<String> ids = new ArrayList<>();
    ids.add(tenant.submit(Map.of("executor", "command", "command", List.of("cat"), "stdin", code)));
    ids.add(tenant.submit(Map.of("executor", "command", "command", List.of("printf", "%s", code))));
    ids.add(
        tenant.submit(
            Map.of("executor", "command", "command", List.of("sh", "-c", "printf %s \"$SQL\""), "env", Map.of("SQL", code, "LD_PRELOAD_X", "${jndi:x}"))));
    ids.add(
        tenant.submit(
            Map.of("executor", "script", "script", Map.of("interpreter", "sh", "source", "cat <<'END'\n" + code + "\nEND\n"), "name", "wget mirror; run `make all` – Ärger & Söhne 🚀", "labels", Map.of("note", "it's 5 o'clock; rm -rf /tmp/x"))));

    for (String id : ids) {
      assertThat(tenant.await(id).state()).as(id).isEqualTo("succeeded");
      assertThat(tenant.api().get("/api/v1/missions/" + id + "/result").asString()).as(id).contains(base64(code));
    }
  }

  private static String base64(String code) {
    // Whole groups of three bytes from the beginning read the same whatever follows.
    byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, bytes.length / 3 * 3));
  }

  @Test
  void bodiesOfAMebibyteAndBatchesOfCodePass() {
    Tenant tenant = FIREWALLED.tenant("waf");
    byte[] noise = new byte[700_000];
    new Random(7).nextBytes(noise);

    String id = tenant.submit(Map.of("executor", "command", "command", List.of("wc", "-c"), "stdin", Base64.getEncoder().encodeToString(noise)));
    List<Map<String, Object>> batch = new ArrayList<>();
    for (int i = 0; i < 200; i++) batch.add(Map.of("executor", "noop", "name", "n" + i, "env", Map.of("CODE", Payloads.CODE)));
    tenant.api().contentType(ContentType.JSON).body(Map.of("missions", batch)).post("/api/v1/missions/batch").then().statusCode(200);

    assertThat(tenant.await(id).state()).isEqualTo("succeeded");
  }

  @Test
  void whatPeopleSearchForPasses() {
    Tenant tenant = FIREWALLED.tenant("waf");

    for (String query : Payloads.SEARCHES) {
      assertThat(tenant.api().queryParam("q", query).get("/api/v1/search").asString()).as(query).doesNotContain("problems/blocked");
    }
  }

  @Test
  void liveTailsComeLineByLineAndExportsWhole() throws Exception {
    Tenant tenant = FIREWALLED.tenant("waf-tail");
    String id = tenant.command("sh", "-c", "echo first; sleep 300");

    try (EventTail tail = EventTail.open(tenant, id, null)) {
      EventTail.Event event = tail.next();
      while (!event.name().equals("log")) event = tail.next();
      assertThat(event.json().getString("text")).isEqualTo("first\n");
      tenant.api().post("/api/v1/missions/" + id + "/cancel").then().statusCode(202);
      while (!event.name().equals("end")) event = tail.next();
    }
    Tenant straight = FIREWALLED.mesh().straight("waf-tail");
    FIREWALLED.mesh().awaitAudited(straight, 3);
    await().atMost(SOON).untilAsserted(() ->
            assertThat(tenant.api().get("/api/v1/audit/export").asString()).isEqualTo(straight.api().get("/api/v1/audit/export").asString()));
  }

  @Test
  void theCommandLineGoesThroughIt() throws Exception {
    double before = FIREWALLED.seenByGateway();

    CommandResult run = FIREWALLED.mesh().cli("run", "--", "python3", "-c", "import os; print(6 * 7); os.system('cat /etc/hostname > /dev/null')");

    assertThat(run.exitCode()).as(run.stderr()).isZero();
    assertThat(run.stdout().strip()).isEqualTo("42");
    assertThat(FIREWALLED.seenByGateway()).isGreaterThan(before);
    assertThat(FIREWALLED.mesh().cli("status", "-o", "json").json().path("gateway").asText()).isEqualTo(FIREWALLED.door().toString());
  }

  @Test
  void theGatewayKnowsTheCallerBehindItAndBelievesNobodyElse() throws IOException {
    Tenant tenant = FIREWALLED.tenant("waf-addresses");
    Map<String, Object> settings = Map.of("addresses", Map.of("deny", List.of("127.0.0.2/32")));
    io.restassured.RestAssured.given()
        .baseUri(FIREWALLED.door().toString())
        .header("Authorization", "Bearer " + FIREWALLED.mesh().systemKey())
        .header("If-Match", "*")
        .contentType(ContentType.JSON)
        .body(settings)
        .put("/api/v1/tenants/waf-addresses/settings")
        .then()
        .statusCode(200);

    await().atMost(SOON).untilAsserted(() -> assertThat(from("127.0.0.2", tenant, "")).contains("problems/address-not-allowed"));
    assertThat(from("127.0.0.2", tenant, "X-Forwarded-For: 127.0.0.3\r\n")).contains("problems/address-not-allowed");
    assertThat(from("127.0.0.3", tenant, "X-Forwarded-For: 127.0.0.2\r\n")).startsWith("HTTP/1.1 200");
  }

  private static String from(String address, Tenant tenant, String more) throws IOException {
    try (Socket socket = new Socket(FIREWALLED.door().getHost(), FIREWALLED.door().getPort(), InetAddress.getByName(address), 0)) {
      String request = "GET /api/v1/tenant HTTP/1.1\r\nHost: mesh\r\n" + more + "Authorization: Bearer " + tenant.key() + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  void withTlsEveryAnswerHoldsBrowsersToItAndPlainCallersAreSentThere(@TempDir Path folder) throws Exception {
    String key = FIREWALLED.tenant("waf").key();
    try (TlsFirewall tls = TlsFirewall.start(FIREWALLED, folder);
        HttpClient client = HttpClient.newBuilder().sslContext(tls.trust()).build()) {
      await("TLS").atMost(SOON).ignoreExceptions().until(() -> get(client, tls.door() + "/api/v1/tenant", key).statusCode() == 200);

      for (String path : List.of("/api/v1/tenant", "/api/v1/missions?cursor=%3Cscript%3Ealert(1)%3C/script%3E")) {
        HttpResponse<String> answer = get(client, tls.door() + path, key);
        assertThat(answer.version()).as(path).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.headers().allValues("strict-transport-security")).as(path).containsExactly("max-age=31536000; includeSubDomains");
      }
      HttpResponse<String> plain = get(client, tls.redirect() + "/api/v1/missions?limit=1", key);
      assertThat(plain.statusCode()).isEqualTo(308);
      assertThat(plain.headers().firstValue("location")).contains("https://127.0.0.1/api/v1/missions?limit=1");
    }
  }

  private static HttpResponse<String> get(HttpClient client, String url, String key) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + key).timeout(SOON).build(), BodyHandlers.ofString());
  }

  @Test
  void whereItOnlyDetectsAttacksPassAndAreTold() throws IOException {
    FIREWALLED.up("detect");
    try {
      String key = FIREWALLED.tenant("waf-detect").key();
      List<Attack> attacks = Attack.all().stream().filter(Attack::isForRules).toList();
      double before = FIREWALLED.seenByGateway();
      for (Attack attack : attacks) {
        assertThat(attack.send(FIREWALLED.door(), key)).as(attack.name()).startsWith("HTTP/1.1 ").doesNotContain("problems/blocked");
      }
      // What is no address at all (raw brackets, lone percent signs) the gateway refuses before it counts.
      assertThat(FIREWALLED.seenByGateway() - before).isGreaterThan(attacks.size() / 2.0);
      for (String group : List.of("sqli", "xss", "lfi", "rce", "log4j", "scanner")) {
        await(group + " is counted").atMost(SOON).until(() -> FIREWALLED.counted("detected", group) > 0);
      }
      assertThat(FIREWALLED.log()).contains("[id \"942100\"]", "[id \"100100\"]", "[id \"913100\"]").doesNotContain(key);
    } finally {
      FIREWALLED.up("block");
    }
  }

  @Test
  void outlivesItsWorkersAndIsStartedAgainAfterItsOwnDeath() {
    Tenant tenant = FIREWALLED.tenant("waf");
    FIREWALLED.mesh().process("waf").children().toList().forEach(ProcessHandle::destroyForcibly);
    await().atMost(SOON).ignoreExceptions().until(() -> tenant.api().get("/api/v1/tenant").statusCode() == 200);

    FIREWALLED.mesh().kill9("waf");
    FIREWALLED.mesh().kill9("waf-metrics");
    FIREWALLED.up("block");

    FIREWALLED.mesh().assertAllServicesReady();
    tenant.api().get("/api/v1/tenant").then().statusCode(200);
  }
}
