package dev.missionmesh.apiclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeScriptClientTest {
  private static final Path USAGE = Path.of("src/test/typescript/usage.ts");

  @Test
  void theGeneratedClientAndAProgramAgainstItCompile() throws Exception {
    NodeTools.Run run = compile(USAGE);

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(Path.of("target/typescript/target/typescript-client/src/apis/MissionsApi.js")).exists();
  }

  @Test
  void aProgramThatUsesItWronglyDoesNot() throws Exception {
    Path wrong = Files.createDirectories(Path.of("target/wrong/program")).resolve("wrong.ts");
    Files.writeString(wrong, Files.readString(USAGE).replace("executor: \"command\"", "executor: \"teleport\""));

    NodeTools.Run run = compile(wrong);

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("wrong.ts").contains("teleport");
  }

  private static NodeTools.Run compile(Path program) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--strict", "--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler", "--lib", "es2022,dom",
                "--rootDir", ".", "--outDir", "target/typescript"));
    arguments.add(program.toString());
    return NodeTools.run("tsc", arguments.toArray(String[]::new));
  }
}
