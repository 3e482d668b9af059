package dev.missionmesh.cli.missions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MissionRequestsTest {
  @TempDir private Path directory;

  @Test
  void everythingAfterTheFirstWordBelongsToTheMission() throws Exception {
    JsonNode request = request("", "--timeout", "2s", "--", "sh", "-c", "exit 9", "--wait");

    assertThat(request)
        .isEqualTo(
            Documents.parse(
                "{\"executor\":\"command\",\"command\":[\"sh\",\"-c\",\"exit"
                    + " 9\",\"--wait\"],\"timeout\":\"PT2S\"}"));
  }

  @Test
  void optionsBecomeTheirMembers() throws Exception {
    JsonNode request =
        request(
            "typed",
            "--name",
            "n",
            "--priority",
            "9",
            "--retries",
            "2",
            "--label",
            "team=red",
            "--label",
            "a=b=c",
            "--env",
            "K=V",
            "--zone",
            "edge",
            "--risk",
            "SAFE",
            "--capability",
            "network,gpu",
            "--cpus",
            "0.5",
            "--memory",
            "64MiB",
            "--stdin",
            "-",
            "cat");

    assertThat(request)
        .hasToString(
            Documents.parse(
                    """
                    {"executor":"command","command":["cat"],"name":"n","priority":9,"retries":{"maxAttempts":3},
                     "zone":"edge","riskTier":"SAFE","stdin":"typed","resources":{"cpus":0.5,"memoryBytes":67108864},
                     "labels":{"team":"red","a":"b=c"},"env":{"K":"V"},"capabilities":["network","gpu"]}
                    """)
                .toString());
  }

  @Test
  void optionsChangeWhatAFileSays() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("m.yaml"), "executor: noop\npriority: 1\nlabels: {a: b}\n");

    JsonNode request = request("", "--file", file.toString(), "--priority", "5", "--label", "c=d");

    assertThat(request)
        .isEqualTo(
            Documents.parse(
                "{\"executor\":\"noop\",\"priority\":5,\"labels\":{\"a\":\"b\",\"c\":\"d\"}}"));
  }

  @Test
  void refusesAMissionWithNothingToRun() {
    assertUsage("there is no command to run", "", "--name", "n");
  }

  @Test
  void refusesAFileThatIsNoMission() throws IOException {
    Path list = Files.writeString(directory.resolve("list.yaml"), "- a\n");
    Path broken = Files.writeString(directory.resolve("broken.yaml"), "a: [\n");

    assertUsage("holds no mission", "", "--file", list.toString());
    assertUsage("is no YAML", "", "--file", broken.toString());
    assertUsage("there is no file", "", "--file", directory.resolve("absent.yaml").toString());
  }

  @Test
  void refusesStdinThatIsNotText() {
    assertUsage("stdin is not UTF-8 text", new byte[] {(byte) 0xff}, "--stdin", "-", "cat");
  }

  private static void assertUsage(String message, String stdin, String... args) {
    assertUsage(message, stdin.getBytes(StandardCharsets.UTF_8), args);
  }

  private static void assertUsage(String message, byte[] stdin, String... args) {
    assertThatThrownBy(() -> request(stdin, args))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  private static JsonNode request(String stdin, String... args) {
    return request(stdin.getBytes(StandardCharsets.UTF_8), args);
  }

  private static JsonNode request(byte[] stdin, String... args) {
    MissionOptions options = new MissionOptions();
    CommandLine.Model.CommandSpec spec =
        CommandLine.Model.CommandSpec.create()
            .addMixin("m", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).setStopAtPositional(true).parseArgs(args);
    return new MissionRequests(new ByteArrayInputStream(stdin)).from(options);
  }
}
