package dev.missionmesh.sandboxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From lease to completion with real sandboxes. The same for every back end. */
abstract class AttemptBehaviour {
  protected final FakeMission mission = new FakeMission();
  private NodeUnderTest node;

  @BeforeEach
  void start() throws Exception {
    node = new NodeUnderTest(mission, open(), NodeUnderTest.TERMS);
  }

  @AfterEach
  void stop() {
    node.close();
    closeSandboxes();
    mission.close();
  }

  protected abstract SandboxBackend open() throws Exception;

  protected abstract void closeSandboxes();

  /** How the name of the back end begins. */
  protected abstract String backendName();

  protected JsonObject completed(String id) {
    await().atMost(Duration.ofSeconds(30)).until(() -> mission.completed.containsKey(id));
    return mission.completed.get(id);
  }

  @Test
  void aCommandPrintsItsAnswer() {
    mission.offerCommand("c-1", "python3", "-c", "print(6*7)");
    JsonObject completion = completed("c-1");
    assertThat(completion.getJsonObject("result").getBinary("stdoutBase64"))
        .asString()
        .isEqualTo("42\n");
    assertThat(completion.getJsonObject("sandbox").getString("backend")).startsWith(backendName());
    assertThat(completion.getJsonObject("usage").getLong("memoryPeakBytes")).isPositive();
    assertThat(mission.chunks)
        .singleElement()
        .satisfies(c -> assertThat(c.getBinary("dataBase64")).asString().isEqualTo("42\n"));
  }

  @Test
  void aScriptGetsStandardInput() {
    mission.offer(
        "s-1",
        new JsonObject()
            .put("executor", "script")
            .put(
                "script",
                new JsonObject()
                    .put("interpreter", "bash")
                    .put("source", "read -r a; echo \"$a $X\"; exit 4"))
            .put("env", new JsonObject().put("X", "y"))
            .put("stdin", "héllo\n"));
    JsonObject result = completed("s-1").getJsonObject("result");
    assertThat(result.getInteger("exitCode")).isEqualTo(4);
    assertThat(
            new String(result.getBinary("stdoutBase64"), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("héllo y\n");
  }

  @Test
  void memoryThatRunsOutIsItsOwnOutcome() {
    mission.offerCommand("c-1", "python3", "-c", "b=[]\nwhile True: b.append(bytearray(1<<20))");
    assertThat(completed("c-1").getString("outcome")).isEqualTo("out_of_memory");
  }

  @Test
  void aLostLeaseLeavesNoProcess() {
    mission.offerCommand("c-1", "sleep", "4340");
    await().atMost(Duration.ofSeconds(20)).until(() -> processes() > 0);
    mission.renewalStatus.put("c-1", "lost");
    await().atMost(Duration.ofSeconds(10)).until(() -> processes() == 0);
    assertThat(mission.completed).isEmpty();
  }

  @Test
  void manyAttemptsAtOnceAllEnd() {
    for (int i = 0; i < 30; i++) {
      mission.offer(
          "p-" + i,
          new JsonObject()
              .put("executor", "command")
              .put("command", new JsonArray(List.of("sh", "-c", "echo " + i))));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> mission.completed.size() == 30);
    assertThat(mission.completed.values())
        .allSatisfy(c -> assertThat(c.getString("outcome")).isEqualTo("exited"))
        .allSatisfy(c -> assertThat(c.getJsonObject("result").getInteger("exitCode")).isZero());
  }

  private static long processes() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().filter(line -> line.contains("sleep 4340")).isPresent())
        .count();
  }
}
