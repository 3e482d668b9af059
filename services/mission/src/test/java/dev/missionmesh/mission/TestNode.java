package dev.missionmesh.mission;

import dev.missionmesh.mission.domain.AttemptResult;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A node as mission sees it: it leases, tells and completes, but runs nothing. */
final class TestNode {
  final String id;

  TestNode(String id) {
    this.id = id;
  }

  Response post(String path, Object body) {
    return Callers.node(id).body(body).post("/internal/v1/nodes/" + id + "/" + path);
  }

  TestNode register() {
    return register("caps-1");
  }

  TestNode register(String capabilityHash) {
    post(
            "registration",
            Map.of(
                "buildId",
                "test",
                "slots",
                8,
                "backend",
                "none",
                "degraded",
                false,
                "executors",
                List.of("command", "script", "noop"),
                "capabilityHash",
                capabilityHash))
        .then()
        .statusCode(200);
    return this;
  }

  /**
   * Waits for one lease of a mission in {@code wanted}; leases of others' missions are handed back.
   */
  Map<String, Object> lease(String mission) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < end) {
      for (Map<String, Object> lease : leases(8, 1000)) {
        if (lease.get("missionId").equals(mission)) return lease;
        complete(lease, "released", null, "", "");
      }
    }
    throw new AssertionError("no lease for " + mission);
  }

  List<Map<String, Object>> leases(int max, int waitMs) {
    JsonPath answer =
        post("leases", Map.of("max", max, "waitMs", waitMs))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return answer.getList("leases");
  }

  Map<String, Object> completion(
      Map<String, Object> lease, String outcome, Integer exitCode, String stdout, String stderr) {
    var result = new AttemptResult(exitCode, base64(stdout), base64(stderr), false);
    byte[] canonical = result.canonical();
    Map<String, Object> shown = new HashMap<>();
    shown.put("exitCode", exitCode);
    shown.put("stdoutBase64", result.stdoutBase64());
    shown.put("stderrBase64", result.stderrBase64());
    shown.put("truncated", false);
    Map<String, Object> completion = new HashMap<>();
    for (String field : List.of("tenant", "missionId", "attempt", "token"))
      completion.put(field, lease.get(field));
    completion.put("outcome", outcome);
    completion.put("result", shown);
    completion.put("sha256", AttemptResult.sha256(canonical));
    completion.put("hmac", hmac((String) lease.get("keyBase64"), canonical));
    completion.put("logChunks", 0);
    completion.put("durationMs", 5);
    completion.put("sandbox", Map.of("backend", "none", "degraded", false));
    completion.put(
        "steps", List.of(Map.of("name", "start", "at", "2026-11-21T12:00:00Z", "durationMs", 1)));
    completion.put("usage", Map.of("cpuMs", 3, "memoryPeakBytes", 1000));
    return completion;
  }

  /** Completes; the status that mission gave. */
  int complete(
      Map<String, Object> lease, String outcome, Integer exitCode, String stdout, String stderr) {
    return complete(completion(lease, outcome, exitCode, stdout, stderr));
  }

  int complete(Map<String, Object> completion) {
    return post("completions", Map.of("completions", List.of(completion)))
        .then()
        .statusCode(200)
        .extract()
        .path("completions[0].status");
  }

  String log(Map<String, Object> lease, int chunk, String stream, String text) {
    return logAll(List.of(chunk(lease, chunk, stream, text))).path("chunks[0].status");
  }

  /** As many chunks as wanted, in one call. */
  void logLines(Map<String, Object> lease, int count) {
    logAll(
        IntStream.range(0, count).mapToObj(i -> chunk(lease, i, "stdout", "line " + i)).toList());
  }

  private Response logAll(List<Map<String, Object>> chunks) {
    return post("log-chunks", Map.of("chunks", chunks)).then().statusCode(200).extract().response();
  }

  private static Map<String, Object> chunk(
      Map<String, Object> lease, int chunk, String stream, String text) {
    Map<String, Object> body = new HashMap<>();
    for (String field : List.of("tenant", "missionId", "attempt", "token"))
      body.put(field, lease.get(field));
    body.put("chunk", chunk);
    body.put("stream", stream);
    body.put("at", Instant.now().toString());
    body.put("dataBase64", base64(text));
    return body;
  }

  String renew(Map<String, Object> lease) {
    return post(
            "renewals",
            Map.of(
                "leases",
                List.of(
                    Map.of(
                        "tenant",
                        lease.get("tenant"),
                        "missionId",
                        lease.get("missionId"),
                        "token",
                        lease.get("token")))))
        .then()
        .statusCode(200)
        .extract()
        .path("leases[0].status");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes());
  }

  private static String hmac(String keyBase64, byte[] canonical) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(keyBase64), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(canonical));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
