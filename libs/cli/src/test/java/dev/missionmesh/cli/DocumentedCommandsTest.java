package dev.missionmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the documentation tells people to type is understood: every command and every option of it exists. */
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("../..");
  private static final Set<String> OF_THE_SCRIPT = Set.of("build", "test");

  /** Their options are another program's. */
  private static final Set<String> HANDED_ON = Set.of("bench", "images");

  private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern COMMAND = Pattern.compile("^(?:\\$ )?(?:[A-Z_]+=\\S+ +)*(?:\\./)?mesh +(\\S.*)$");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> runbooks = Files.list(ROOT.resolve("docs/runbooks"));
        Stream<Path> references = Files.list(ROOT.resolve("docs/reference"))) {
      return Stream.concat(runbooks, references).filter(page -> page.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOfThePageExists(Path page) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String command : commands(Files.readString(page))) {
      String complaint = complaint(command);
      if (complaint != null) wrong.add("mesh " + command + ": " + complaint);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aCommandOrAnOptionThatDoesNotExistIsFound() {
    String page = "Do `mesh missions lst`.\n```\nmesh backup && ./mesh restore --att TIME   # back\n```\n";

    assertThat(commands(page)).containsExactly("missions lst", "backup", "restore --att TIME");
    assertThat(commands(page)).extracting(DocumentedCommandsTest::complaint).containsExactly("no command lst", null, "no option --att");
  }

  /** What stands after {@code mesh}, in code blocks and in code between words. */
  private static List<String> commands(String page) {
    List<String> commands = new ArrayList<>();
    boolean code = false;
    for (String line : page.lines().toList()) {
      if (line.strip().startsWith("```")) {
        code = !code;
      } else if (code) {
        collect(line.replaceFirst("\\s#.*$", ""), commands);
      } else {
        for (Matcher inline = INLINE.matcher(line); inline.find(); ) collect(inline.group(1), commands);
      }
    }
    return commands;
  }

  private static void collect(String line, List<String> commands) {
    for (String part : line.split("&&|\\|\\||[|;>)]")) {
      Matcher command = COMMAND.matcher(part.strip());
      if (command.matches()) commands.add(command.group(1).strip());
    }
  }

  private static String complaint(String line) {
    List<String> words = Arrays.asList(line.split("\\s+"));
    if (OF_THE_SCRIPT.contains(words.getFirst()) || HANDED_ON.contains(words.getFirst())) return null;
    CommandLine command = Mesh.commandLine();
    for (String word : words) {
      CommandSpec spec = command.getCommandSpec();
      if (word.equals("--")) return null;
      if (word.startsWith("-") && word.length() > 1) {
        String option = word.replaceFirst("=.*", "");
        if (spec.findOption(option) == null) return "no option " + option;
      } else if (command.getSubcommands().containsKey(word)) {
        command = command.getSubcommands().get(word);
      } else if (!command.getSubcommands().isEmpty() && spec.positionalParameters().isEmpty() && word.matches("[a-z-]+") && !isValue(words, word)) {
        return "no command " + word;
      }
    }
    return null;
  }

  /** Whether a word belongs to the option before it. */
  private static boolean isValue(List<String> words, String word) {
    int at = words.indexOf(word);
    return at > 0 && words.get(at - 1).startsWith("-");
  }
}
