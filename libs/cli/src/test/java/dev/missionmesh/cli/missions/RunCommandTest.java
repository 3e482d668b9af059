package dev.missionmesh.cli.missions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.FakeMesh;
import dev.missionmesh.cli.client.ProblemFailure;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Format;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.RecordedTerminal;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunCommandTest {
  private static final JsonNode REQUEST = Documents.object().put("executor", "command");

  private final RecordedTerminal recorded = RecordedTerminal.piped();
  private FakeMesh mesh;

  @BeforeEach
  void start() throws IOException {
    mesh = new FakeMesh();
    mesh.on("POST /api/v1/missions", 202, "{\"id\":\"m1\"}");
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void stdoutHoldsWhatTheMissionWroteThereAndNothingElse() {
    mission(
        Missions.SUCCEEDED,
        log(1, "stdout", "42\n".getBytes()) + log(2, "stderr", "warned\n".getBytes()));

    int exitCode = run(Format.TABLE);

    assertThat(exitCode).isEqualTo(ExitCode.DONE);
    assertThat(recorded.out()).isEqualTo("42\n");
    assertThat(recorded.err()).startsWith("warned\n");
  }

  @Test
  void bytesThatAreNoTextArriveUnchanged() {
    byte[] bytes = {0, (byte) 0xff, (byte) 0xfe, '\r', 7, (byte) 0x80};
    mission(Missions.SUCCEEDED, log(1, "stdout", bytes));

    run(Format.TABLE);

    assertThat(recorded.outBytes()).isEqualTo(bytes);
  }

  @Test
  void theReceiptNamesEverythingThatProvesTheRun() {
    mission(Missions.SUCCEEDED, "");

    run(Format.TABLE);

    assertThat(recorded.err().lines())
        .contains(
            "mission   m1  succeeded",
            "decision  allow by rule default-allow",
            "policy    sha256:aaaa",
            "node      node-1",
            "sandbox   oci/crun",
            "attempts  1",
            "duration  35 ms",
            "result    sha256:bbbb",
            "audit     entry 7");
  }

  @Test
  void aFailedMissionExitsWithThreeAndShowsTheAttempt() {
    mission(Missions.FAILED, "");

    int exitCode = run(Format.TABLE);

    assertThat(exitCode).isEqualTo(ExitCode.MISSION_FAILED);
    assertThat(recorded.err())
        .contains("Mission m1 failed: It ended with exit code 9.")
        .contains("  attempt 1 on node-1: exit code 9 after 35 ms");
  }

  @Test
  void aTimedOutMissionSaysSo() {
    mission(Missions.TIMED_OUT, "");

    assertThat(run(Format.TABLE)).isEqualTo(ExitCode.MISSION_FAILED);
    assertThat(recorded.err())
        .contains("  attempt 1 on node-1: timed out (ran longer than PT2S) after 2.0 s");
  }

  @Test
  void asJsonStdoutIsOneDocumentThatKeepsTheContract() throws Exception {
    mission(Missions.SUCCEEDED, log(1, "stdout", "42\n".getBytes()));

    run(Format.JSON);

    JsonNode document = Documents.parse(recorded.out());
    assertThat(document.at("/receipt/auditIndex").asLong()).isEqualTo(7);
    assertThat(document.at("/result/stdout").asText()).isEqualTo("42\n");
    assertThat(MissionSchema.errors(document)).isEmpty();
  }

  @Test
  void aMeshWithoutAuditShowsNotAvailable() {
    mission(Missions.SUCCEEDED, "");
    mesh.on(
        "GET /api/v1/audit/missions/m1",
        501,
        "{\"type\":\"https://missionmesh.dev/problems/not-available\"}");

    run(Format.TABLE);

    assertThat(recorded.err().lines()).contains("audit     n/a");
  }

  @Test
  void aDeniedMissionExitsWithSixAndNamesTheRule() {
    mesh.on(
        "POST /api/v1/missions",
        403,
        "{\"type\":\"https://missionmesh.dev/problems/policy-denied\",\"title\":\"Denied by"
            + " policy\",\"rule\":\"no-network\"}");

    ProblemFailure denied = catchThrowableOfType(ProblemFailure.class, () -> run(Format.TABLE));

    assertThat(denied.exitCode()).isEqualTo(ExitCode.DENIED);
    assertThat(denied.details()).containsExactly("rule: no-network");
  }

  @Test
  void submitWithoutWaitingPrintsTheIdForScripts() {
    OutputOptions output = OutputOptions.of(Format.NAME, recorded.terminal());

    int exitCode = SubmitCommand.submit(mesh.client(), output, REQUEST, "k", false);

    assertThat(exitCode).isEqualTo(ExitCode.DONE);
    assertThat(recorded.out()).isEqualTo("m1\n");
    assertThat(mesh.requests()).hasSize(1);
  }

  private int run(Format format) {
    return RunCommand.run(
        mesh.client(), OutputOptions.of(format, recorded.terminal()), REQUEST, "k");
  }

  private void mission(String view, String events) {
    mesh.on("GET /api/v1/missions/m1", 200, view)
        .on("GET /api/v1/audit/missions/m1", 200, Missions.AUDITED)
        .on(
            "GET /api/v1/missions/m1/events",
            exchange -> FakeMesh.stream(exchange, events + "event: end\ndata: {}\n\n"));
  }

  private static String log(int sequence, String stream, byte[] bytes) {
    String data = Base64.getEncoder().encodeToString(bytes);
    return "id: %d\nevent: log\ndata: {\"sequence\":%d,\"stream\":\"%s\",\"dataBase64\":\"%s\"}\n\n"
        .formatted(sequence, sequence, stream, data);
  }
}
