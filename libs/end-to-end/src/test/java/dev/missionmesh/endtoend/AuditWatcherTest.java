package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty failures at the door raise one alert; one person's data is erased, and the log verifies. */
class AuditWatcherTest {
  private static final RunningMesh MESH = RunningMesh.shared();

  @TempDir Path directory;

  @Test
  void thirtyRefusalsOfOneKeyWithinAMinuteAreOneAlert() throws IOException, InterruptedException {
    Tenant tenant = MESH.tenant("watched");
    String key = MESH.createKey(tenant.id(), "P1D", "missions:read").key();
    String id = key.split("_")[2];
    String guessed = withOtherSecret(key);
    for (int i = 0; i < 29; i++) assertThat(ask(guessed)).isEqualTo(401);
    assertThat(ask(key)).isEqualTo(200);
    assertThat(ask(guessed)).isEqualTo(401);

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(alerts(id)).hasSize(1));
    JsonNode alert = alerts(id).getFirst();
    assertThat(alert.path("rule").asText()).isEqualTo("authentication-burst");
    assertThat(alert.path("count").asInt()).isEqualTo(30);
    assertThat(alert.at("/target/name").asText()).isEqualTo(tenant.id() + "/" + id);
    Path file = MESH.data().resolve("state/telemetry/alerts.jsonl");
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(file))
                    .filteredOn(line -> line.contains(alert.path("id").asText()))
                    .hasSize(1)
                    .allMatch(line -> !line.contains(guessed)));
    assertThat(MESH.cliAs(tenant, "audit", "alerts", "-o", "json").json().path("items")).isEmpty();
  }

  @Test
  void onePersonsDataIsErasedAndTheLogVerifies() throws IOException {
    Tenant tenant = MESH.tenant("forgetful");
    Map<String, Object> mission = new HashMap<>(Map.of("executor", "command"));
    mission.put("command", List.of("echo", "a poem"));
    mission.put("labels", Map.of("owner", "ada@example.com"));
    tenant.await(tenant.submit(mission));
    tenant.run("echo", "somebody else's");
    MESH.awaitAudited(tenant, 6);
    Path before = export(tenant, "before");
    Tenant eraser =
        new Tenant(
            tenant.id(),
            MESH.createKey(tenant.id(), "P1D", "audit:erase", "audit:read").key(),
            tenant.gateway());

    assertThat(MESH.cliAs(eraser, "audit", "erase", "--subject", "ada@example.com").exitCode())
        .as("nobody was asked, nobody said yes")
        .isEqualTo(2);
    CommandResult erased =
        MESH.cliAs(eraser, "audit", "erase", "--subject", "ada@example.com", "--yes", "-o", "json");
    assertThat(erased.exitCode()).as(erased.stderr()).isZero();
    assertThat(erased.json().path("entries").asInt()).isEqualTo(3);

    Path after = export(tenant, "after");
    assertThat(Files.readString(before.resolve("audit.jsonl"))).contains("ada@example.com", "a poem");
    assertThat(Files.readString(after.resolve("audit.jsonl")))
        .doesNotContain("ada@example.com", "a poem")
        .contains("somebody else");
    CommandResult verified = MESH.cliAs(tenant, "audit", "verify", after.toString(), "-o", "json");
    assertThat(verified.exitCode()).as(verified.stdout()).isZero();
    assertThat(verified.json().path("erased").asInt()).isEqualTo(3);
  }

  private Path export(Tenant tenant, String name) {
    Path to = directory.resolve(name);
    CommandResult result = MESH.cliAs(tenant, "audit", "export", "--out", to.toString());
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return to;
  }

  private static List<JsonNode> alerts(String keyId) {
    List<JsonNode> found = new ArrayList<>();
    CommandResult result =
        MESH.cliWith(
            Map.of("MESH_URL", MESH.gateway(), "MESH_API_KEY", MESH.systemKey()),
            "audit", "alerts", "--log", "system", "--state", "open", "-o", "json");
    result.json().path("items").forEach(found::add);
    found.removeIf(alert -> !alert.at("/target/name").asText().endsWith("/" + keyId));
    return found;
  }

  /** Asks from an address of its own: what comes from one that has an open alert is added to that. */
  private static int ask(String key) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.77")).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(MESH.gateway() + "/api/v1/missions"))
              .header("Authorization", "Bearer " + key)
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  /** The same key with another secret: well formed, so that the gateway knows which key is meant. */
  private static String withOtherSecret(String key) {
    String[] parts = key.split("_");
    char first = parts[3].charAt(0) == 'a' ? 'b' : 'a';
    String body = "mesh_" + parts[1] + "_" + parts[2] + "_" + first + parts[3].substring(1, 43);
    return body + checksum(body);
  }

  private static String checksum(String body) {
    var crc = new java.util.zip.CRC32();
    crc.update(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    StringBuilder digits = new StringBuilder();
    for (long v = crc.getValue(), i = 0; i < 6; i++, v /= 62) {
      digits.insert(0, alphabet.charAt((int) (v % 62)));
    }
    return digits.toString();
  }
}
