package dev.missionmesh.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Workflows run code of others with our rights: each one is held against {@link WorkflowRules}. */
class WorkflowsTest {
  private static final Path FOLDER = Project.ROOT.resolve(".github/workflows");

  private static final String GOOD =
      """
      on:
        pull_request:
      permissions: {}
      concurrency:
        group: ci
      jobs:
        test:
          runs-on: ubuntu-24.04
          timeout-minutes: 10
          permissions:
            contents: read
          steps:
            - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
              with:
                persist-credentials: false
            - run: ./mesh test
      """;

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thereAreWorkflowsForChangesAndForReleases() throws IOException {
    assertThat(workflows()).extracting(file -> file.getFileName().toString()).contains("ci.yml", "release.yml");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowKeepsTheRules(Path file) throws IOException {
    assertThat(WorkflowRules.faults(Files.readString(file))).isEmpty();
  }

  @Test
  void whatKeepsTheRulesHasNoFaults() {
    assertThat(WorkflowRules.faults(GOOD)).isEmpty();
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0 | @v5                                       | actions/checkout@v5 is not pinned
          907a8 # v5.0.0                                      | 907a8                                     | is not pinned by a commit with its version
          907a8 # v5.0.0                                      | 907 # v5.0.0                              | is not pinned
          pull_request:                                       | pull_request_target:                      | it is started by pull_request_target
          permissions: {}                                     | permissions: write-all                    | it gives rights to all jobs
          permissions: {}                                     | name: ci                                  | it gives rights to all jobs
          group: ci                                           | cancel-in-progress: true                  | it does not say what may run at once
          timeout-minutes: 10                                 | name: test                                | test may run longer than 60 minutes
          timeout-minutes: 10                                 | timeout-minutes: 360                      | test may run longer than 60 minutes
          contents: read                                      | contents: write                           | test may write for a pull request
          ubuntu-24.04                                        | ubuntu-latest                             | test runs on whatever is the latest
          persist-credentials: false                          | fetch-depth: 0                            | test leaves its token in the checkout
          ./mesh test                                         | echo ${{ github.event.pull_request.title }} | test puts an expression into a script
          """)
  void whatBreaksARuleIsFound(String good, String bad, String fault) {
    assertThat(GOOD).contains(good);

    assertThat(WorkflowRules.faults(GOOD.replace(good, bad))).singleElement().asString().contains(fault);
  }

  @Test
  void aJobWithoutRightsOfItsOwnIsFound() {
    String workflow = GOOD.replace("    permissions:\n      contents: read\n", "");

    assertThat(WorkflowRules.faults(workflow)).isEqualTo(List.of("test does not say which rights it needs"));
  }
}
