package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import org.junit.jupiter.api.Test;

/** The command that the README promises, as a newcomer types it. */
class MainJobTest {
  private final RunningMesh mesh = RunningMesh.shared();

  @Test
  void printsFortyTwoAndAReceipt() {
    CommandResult run = mesh.cli("run", "--", "python3", "-c", "print(6*7)");
    assertThat(run.exitCode()).as(run.stderr()).isZero();
    assertThat(run.stdout()).isEqualTo("42\n");
    assertThat(run.stderr())
        .contains("sha256:")
        .containsPattern("(?i)policy")
        .containsPattern("(?i)node")
        .containsPattern("(?i)audit");
  }

  @Test
  void theJsonDocumentKeepsItsContract() {
    CommandResult run = mesh.cli("run", "-o", "json", "--", "sh", "-c", "echo out; echo err >&2");
    assertThat(run.exitCode()).as(run.stderr()).isZero();
    JsonNode json = run.json();
    assertThat(json.path("state").asText()).isEqualTo("succeeded");
    assertThat(json.path("tenant").asText()).isEqualTo("default");
    assertThat(json.path("result").path("stdout").asText()).isEqualTo("out\n");
    assertThat(json.path("result").path("stderr").asText()).isEqualTo("err\n");
    assertThat(json.path("result").path("sha256").asText()).matches("[0-9a-f]{64}");
    JsonNode attempt = json.path("attempts").path(0);
    assertThat(attempt.path("number").asInt()).isEqualTo(1);
    assertThat(attempt.path("exitCode").asInt(-1)).isZero();
    assertThat(attempt.path("node").asText()).isNotBlank();
    assertThat(attempt.path("startedAt").asText()).isNotBlank();
    assertThat(attempt.path("endedAt").asText()).isNotBlank();
    JsonNode receipt = json.path("receipt");
    assertThat(receipt.path("policySnapshot").asText()).matches("sha256:[0-9a-f]{64}");
    assertThat(receipt.path("decision").asText()).isEqualTo("allow");
    assertThat(receipt.path("sandbox").path("backend").asText()).isIn("oci-crun", "oci-runc");
    assertThat(receipt.path("sandbox").path("degraded").asBoolean(true)).isFalse();
    assertThat(receipt.path("auditIndex").isIntegralNumber()).as("audit index").isTrue();
  }

  @Test
  void aFailingCommandExitsWithThreeAndShowsTheAttempt() {
    CommandResult run = mesh.cli("run", "--", "sh", "-c", "exit 9");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr()).contains("9").containsPattern("(?i)attempt");
  }

  @Test
  void aMissionThatTakesTooLongIsEndedAndNothingRemains() {
    CommandResult run = mesh.cli("run", "--timeout", "2s", "--", "sleep", "617");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.stderr()).containsPattern("(?i)timed? ?out|time limit");
    assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()))
        .noneMatch(line -> line.contains("sleep 617") && !line.contains("mesh"));
  }

  @Test
  void aDeniedMissionExitsWithSix() {
    CommandResult run = mesh.cli("run", "--capability", "network", "--", "true");
    assertThat(run.exitCode()).as(run.stderr()).isEqualTo(6);
    assertThat(run.stderr()).containsPattern("(?i)den(y|ied|ies)");
  }

  @Test
  void statusKeepsItsContract() {
    JsonNode status = mesh.cli("status", "-o", "json").json();
    assertThat(status.path("profile").asText()).isEqualTo("standard");
    assertThat(status.path("gateway").asText()).startsWith("http://");
    assertThat(status.path("services").findValuesAsText("name"))
        .contains("gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer");
    for (JsonNode service : status.path("services")) {
      assertThat(service.path("pid").asLong()).as(service.toString()).isPositive();
      assertThat(service.hasNonNull("state")).isTrue();
    }
  }

  @Test
  void wrongUsageAndAWrongKeyHaveTheirOwnExitCodes() {
    assertThat(mesh.cli("missions", "list", "--no-such-option").exitCode()).isEqualTo(2);
    assertThat(mesh.cliWith(java.util.Map.of("MESH_URL", mesh.gateway(), "MESH_API_KEY", "mesh_default_a_b"), "missions", "list").exitCode())
        .isEqualTo(4);
  }
}
