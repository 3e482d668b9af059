package dev.missionmesh.sandboxruntime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PodInputTest {
  private static SandboxRequest request(
      List<String> command, byte[] script, Map<String, String> env, byte[] stdin) {
    return SandboxesUnderTest.request(command, script, env, stdin, SandboxesUnderTest.LIMITS);
  }

  @Test
  void aSmallMissionIsOneSecret() throws Exception {
    assertThat(PodInput.secrets(request(List.of("true"), null, Map.of(), new byte[0])))
        .singleElement()
        .satisfies(files -> assertThat(files).containsOnlyKeys("start", "run.00", "stdin.00"));
  }

  @Test
  void theLargestMissionIsSplitAndNoSecretIsTooLarge() throws Exception {
    byte[] stdin = new byte[3 << 20];
    for (int i = 0; i < stdin.length; i++) stdin[i] = (byte) (i * 31);
    List<String> command = new ArrayList<>(List.of("echo"));
    for (int i = 0; i < 7; i++) command.add("'".repeat(131_071));
    List<Map<String, byte[]>> secrets =
        PodInput.secrets(request(command, new byte[1 << 20], Map.of(), stdin));
    Map<String, byte[]> all = new TreeMap<>();
    for (Map<String, byte[]> files : secrets) {
      assertThat(files.values().stream().mapToInt(file -> file.length).sum())
          .isLessThanOrEqualTo(1 << 20);
      files.forEach((name, bytes) -> assertThat(all.put(name, bytes)).isNull());
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    all.forEach(
        (name, bytes) -> {
          if (name.startsWith("stdin.")) joined.writeBytes(bytes);
        });
    assertThat(joined.toByteArray()).isEqualTo(stdin);
    assertThat(all).containsKey("script");
  }

  @Test
  void aScriptThatNoSecretHoldsIsNotRun() {
    assertThatThrownBy(
            () ->
                PodInput.secrets(
                    request(List.of("sh"), new byte[(1 << 20) + 1], Map.of(), new byte[0])))
        .isInstanceOf(SandboxFailed.class);
  }

  @Test
  void theStatementsGiveTheWordsBackWhateverIsInThem() throws Exception {
    Map<String, String> env = new HashMap<>(Map.of("A", "it's $HOME `id` \\ \n \"x\"", "B", "é"));
    List<String> command = List.of("printf", "%s|", "a'b", "", "$(id)", "-n", "x\ny", "*");
    byte[] statements =
        PodInput.secrets(request(command, null, env, new byte[0])).getFirst().get("run.00");
    Process sh =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "set --\n"
                    + new String(statements, StandardCharsets.UTF_8)
                    + "\nprintf '%s\\0' \"$@\"")
            .start();
    List<String> words =
        List.of(
            new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0", -1));
    assertThat(words)
        .containsAll(command)
        .contains("A=" + env.get("A"), "B=é", "PATH=" + SandboxRequest.PATH);
    assertThat(words.subList(words.size() - 1 - command.size(), words.size() - 1))
        .isEqualTo(command);
  }
}
