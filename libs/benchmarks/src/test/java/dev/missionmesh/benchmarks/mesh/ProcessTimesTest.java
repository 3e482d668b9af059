package dev.missionmesh.benchmarks.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTimesTest {
  @Test
  void readsTimesBehindANameWithBlanksAndParentheses() {
    String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 1 2 3 4 10 20 300 4000 20 0 1 0 5 6 7";

    assertThat(ProcessTimes.ticks(stat)).isEqualTo(10 + 20 + 300 + 4000);
  }

  @Test
  void aProcessThatIsGoneIsAbsent() {
    ProcessTimes times =
        new ProcessTimes(Map.of("self", ProcessHandle.current().pid(), "gone", (long) Integer.MAX_VALUE));

    assertThat(times.now()).containsOnlyKeys("self");
  }

  @Test
  void whatBeganBetweenTwoSamplesCountsFromThen() {
    assertThat(ProcessTimes.between(Map.of("a", 10.0), Map.of("a", 15.0, "b", 7.0)))
        .isEqualTo(Map.of("a", 5.0, "b", 0.0));
  }
}
