package dev.missionmesh.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemPagesTest {
  private static final Path PAGES = Path.of("../../docs/problems");

  @ParameterizedTest
  @EnumSource
  void everyProblemHasAPageThatSaysWhatItIsAndWhatToDo(Problem problem) throws IOException {
    assertThat(Files.readString(PAGES.resolve(problem.slug() + ".md")))
        .startsWith("# " + problem.title() + "\n")
        .contains("`" + problem.type() + "` · status " + problem.status())
        .contains("## What it means", "## What to do");
  }

  @ParameterizedTest
  @EnumSource
  void theOverviewListsEveryProblem(Problem problem) throws IOException {
    assertThat(Files.readString(PAGES.resolve("README.md")))
        .contains("| %d | [%s](%<s.md) | %s |".formatted(problem.status(), problem.slug(), problem.title()));
  }

  @Test
  void noPageExplainsAProblemThatIsNotInTheCatalogue() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString()).filter(n -> !n.equals("README.md")))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Problem.values()).map(problem -> problem.slug() + ".md").toList());
    }
  }
}
