package dev.missionmesh.sandboxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.sandboxruntime.application.NodeTerms;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkingNodeTest {
  private final FakeMission mission = new FakeMission();
  private final FakeSandboxes sandboxes = new FakeSandboxes();
  private NodeUnderTest node;

  @AfterEach
  void close() {
    if (node != null) {
      node.close();
    }
    mission.close();
  }

  private void start() {
    start(NodeUnderTest.TERMS);
  }

  private void start(NodeTerms terms) {
    node = new NodeUnderTest(mission, sandboxes, terms);
  }

  @Test
  void presentsItselfAndCompletesWhatItLeases() throws Exception {
    mission.offerNoop("n-1");
    mission.offerCommand("c-1", "exit", "3");
    start();
    await().until(() -> mission.completed.size() == 2);
    assertThat(mission.registrations.getFirst().getJsonArray("executors"))
        .containsExactlyInAnyOrder("command", "script", "noop");
    JsonObject command = mission.completed.get("c-1");
    assertThat(command.getString("outcome")).isEqualTo("exited");
    assertThat(command.getJsonObject("result").getInteger("exitCode")).isEqualTo(3);
    assertThat(command.getJsonArray("steps").stream().map(s -> ((JsonObject) s).getString("name")))
        .containsExactly("create", "start", "exit", "destroy");
    assertThat(mission.completed.get("n-1").getJsonObject("sandbox").getString("backend"))
        .isEqualTo("none");
    assertThat(node.events).containsExactly("registered");
  }

  @Test
  void aSandboxThatCannotBeMadeIsToldAsSuchAndTheNodeGoesOn() {
    mission.offerCommand("r-1", "refuse");
    start();
    await().until(() -> mission.completed.containsKey("r-1"));
    JsonObject completion = mission.completed.get("r-1");
    assertThat(completion.getString("outcome")).isEqualTo("sandbox_failed");
    assertThat(completion.getJsonObject("result").getInteger("exitCode")).isNull();
    mission.offerCommand("c-1", "exit", "0");
    await().until(() -> mission.completed.containsKey("c-1"));
  }

  @Test
  void theSealIsTheHmacByTheLeaseKeyOverTheCanonicalResult() throws Exception {
    mission.offerCommand("c-1", "print", "10");
    start();
    await().until(() -> mission.completed.containsKey("c-1"));
    JsonObject completion = mission.completed.get("c-1");
    byte[] canonical =
        new JsonCanonicalizer(completion.getJsonObject("result").encode()).getEncodedUTF8();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(FakeMission.KEY, "HmacSHA256"));
    assertThat(completion.getString("hmac"))
        .isEqualTo(HexFormat.of().formatHex(mac.doFinal(canonical)));
  }

  @Test
  void completionsThatArriveDuringACallGoTogetherIntoTheNext() {
    mission.completionDelayMs = 200;
    start(
        new NodeTerms(
            16,
            4,
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ZERO));
    IntStream.range(0, 200).forEach(i -> mission.offerNoop("n-" + i));
    await().atMost(Duration.ofSeconds(20)).until(() -> mission.completed.size() == 200);
    assertThat(mission.completionCalls).hasSizeLessThan(10);
    assertThat(mission.completionCalls)
        .allSatisfy(call -> assertThat(call.size()).isLessThanOrEqualTo(128));
  }

  @Test
  void holdsManyLeasesButRunsFewProcesses() {
    IntStream.range(0, 60).forEach(i -> mission.offerCommand("h-" + i, "hang"));
    start();
    await().until(() -> node.node.leased() == 60);
    await().until(() -> sandboxes.started.size() == 4);
    assertThat(node.node.running()).isEqualTo(4);
    mission.renewalStatus.put("h-0", "cancel");
    await().until(() -> sandboxes.started.size() == 5);
  }

  @Test
  void aCompletionIsRepeatedUntilItIsAnsweredAndAlwaysTheSame() {
    mission.failingCompletions.set(3);
    mission.offerCommand("c-1", "exit", "0");
    start();
    await().until(() -> mission.completed.containsKey("c-1"));
    assertThat(mission.completionCalls).hasSize(4);
    assertThat(mission.completionCalls)
        .allSatisfy(call -> assertThat(call).isEqualTo(mission.completionCalls.getFirst()));
  }

  @Test
  void aRefusedCompletionIsNotRepeatedAndIsCounted() {
    mission.answers.put("c-1", 409);
    mission.offerCommand("c-1", "exit", "0");
    start();
    await().until(() -> mission.completed.containsKey("c-1"));
    await().until(() -> node.meters.find("mesh.node.completions.refused").counter() != null);
    mission.offerNoop("n-1");
    await().until(() -> mission.completed.containsKey("n-1"));
    assertThat(mission.completionCalls).hasSize(2);
  }

  @Test
  void aLostLeaseKillsTheSandboxAndNothingIsTold() {
    mission.offerCommand("c-1", "hang");
    start();
    await().until(() -> sandboxes.started.contains("c-1"));
    mission.renewalStatus.put("c-1", "lost");
    await().until(() -> sandboxes.closed.contains("c-1"));
    mission.offerNoop("n-1");
    await().until(() -> mission.completed.containsKey("n-1"));
    assertThat(mission.completed).doesNotContainKey("c-1");
  }

  @Test
  void aCancelKillsTheSandboxAndIsTold() {
    IntStream.range(0, 6).forEach(i -> mission.offerCommand("c-" + i, "hang"));
    start();
    await().until(() -> sandboxes.started.size() == 4);
    mission.renewalStatus.put("c-0", "cancel");
    mission.renewalStatus.put("c-5", "cancel");
    await().until(() -> mission.completed.size() >= 2);
    assertThat(mission.completed.get("c-0").getString("outcome")).isEqualTo("cancelled");
    assertThat(mission.completed.get("c-0").getJsonObject("result").getValue("exitCode")).isNull();
    assertThat(mission.completed.get("c-5").getString("outcome")).isEqualTo("cancelled");
    assertThat(sandboxes.started).doesNotContain("c-5");
  }

  @Test
  void workStopsBeforeALeaseThatCannotBeRenewedRunsOut() {
    mission.leaseMs = 1_500;
    mission.renewalsDown = true;
    mission.offerCommand("c-1", "hang");
    start();
    await().until(() -> sandboxes.started.contains("c-1"));
    long start = System.nanoTime();
    await().pollInterval(Duration.ofMillis(10)).until(() -> sandboxes.closed.contains("c-1"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
    assertThat(mission.completed).isEmpty();
  }

  @Test
  void heartbeatsComeWithoutAnyLease() {
    start();
    await().until(() -> mission.renewalCalls.get() >= 2);
  }

  @Test
  void theWholeLogIsStoredBeforeTheCompletion() {
    mission.offerCommand("c-1", "print", "3000000");
    start();
    await().until(() -> mission.completed.containsKey("c-1"));
    JsonObject completion = mission.completed.get("c-1");
    assertThat(completion.getInteger("logChunks")).isEqualTo(mission.chunks.size());
    assertThat(mission.chunks.stream().mapToInt(c -> c.getBinary("dataBase64").length).sum())
        .isEqualTo(3_000_000);
    assertThat(mission.chunks.stream().map(c -> c.getInteger("chunk")))
        .containsExactlyElementsOf(IntStream.range(0, mission.chunks.size()).boxed().toList());
    assertThat(completion.getJsonObject("result").getBoolean("truncated")).isTrue();
    assertThat(completion.getJsonObject("result").getBinary("stdoutBase64")).hasSize(1 << 20);
  }

  @Test
  void aLogThatMissionCannotTakeHoldsTheCompletionBack() {
    mission.logsDown = true;
    mission.offerCommand("c-1", "print", "2000000");
    start();
    await().until(() -> sandboxes.started.contains("c-1"));
    mission.offerNoop("n-1");
    await().until(() -> mission.completed.containsKey("n-1"));
    assertThat(mission.completed).doesNotContainKey("c-1");
    mission.logsDown = false;
    await().until(() -> mission.completed.containsKey("c-1"));
    assertThat(mission.chunks.stream().mapToInt(c -> c.getBinary("dataBase64").length).sum())
        .isEqualTo(2_000_000);
  }

  @Test
  void aFullLogIsMarkedTruncated() {
    mission.chunkStatus = "full";
    mission.offerCommand("c-1", "print", "100");
    start();
    await().until(() -> mission.completed.containsKey("c-1"));
    assertThat(mission.completed.get("c-1").getJsonObject("result").getBoolean("truncated"))
        .isTrue();
  }

  @Test
  void aStoppingNodeHandsBackWhatDoesNotEndInTime() {
    IntStream.range(0, 6).forEach(i -> mission.offerCommand("c-" + i, "hang"));
    start();
    await().until(() -> node.node.leased() == 6 && sandboxes.started.size() == 4);
    node.close();
    assertThat(mission.completed).hasSize(6);
    assertThat(mission.completed.values())
        .allSatisfy(c -> assertThat(c.getString("outcome")).isEqualTo("released"));
    assertThat(node.events).endsWith("stopped 6");
    node = null;
  }

  @Test
  void argumentsThatNoSystemTakesEndTheAttemptInsteadOfTheSandbox() {
    mission.offerCommand("c-1", "echo", "a\0b");
    start();
    await().until(() -> mission.completed.containsKey("c-1"));
    assertThat(mission.completed.get("c-1").getJsonObject("result").getInteger("exitCode"))
        .isEqualTo(126);
  }
}
