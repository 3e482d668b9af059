package dev.missionmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.cli.output.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MeshTest {
  @Test
  void loadsOnlyTheCommandThatIsNamed() {
    assertThat(Mesh.commandLine("missions", "list").getSubcommands()).containsOnlyKeys("missions");
    assertThat(Mesh.commandLine("--help").getSubcommands().keySet())
        .containsExactlyElementsOf(Commands.NAMES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "missoins",
        "--bogus",
        "missions",
        "missions lst",
        "run --timeout never x",
        "run",
        "logs",
        "run -o xml x"
      })
  void aMistakeOnTheCommandLineExitsWithTwo(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");

    assertThat(Mesh.execute(args)).isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "help", "help audit verify", "missions list -h"})
  void askingForHelpIsNoMistake(String line) {
    assertThat(Mesh.execute(line.split(" "))).isZero();
  }

  @Test
  void everyCommandExplainsItself() {
    Commands.NAMES.forEach(
        name -> assertDescribed(Mesh.commandLine(name).getSubcommands().get(name)));
  }

  private static void assertDescribed(CommandLine command) {
    var spec = command.getCommandSpec();
    assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
    spec.args()
        .forEach(
            arg -> assertThat(arg.description()).as(spec.qualifiedName() + " " + arg).isNotEmpty());
    command.getSubcommands().values().forEach(MeshTest::assertDescribed);
  }
}
