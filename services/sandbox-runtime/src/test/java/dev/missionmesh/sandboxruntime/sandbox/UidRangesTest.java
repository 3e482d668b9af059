package dev.missionmesh.sandboxruntime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UidRangesTest {
  private static final int BASE = 0x70000000;

  @TempDir Path run;

  @Test
  void whenNoRangeIsLeftTheSandboxFailsUntilOneIsGivenBack() throws Exception {
    try (UidRanges ranges = UidRanges.claim(run, BASE)) {
      Set<Integer> taken = new HashSet<>();
      for (int i = 0; i < UidRanges.PER_BLOCK; i++) {
        taken.add(ranges.take());
      }
      assertThat(taken).hasSize(UidRanges.PER_BLOCK);
      assertThatThrownBy(ranges::take)
          .isInstanceOf(SandboxFailed.class)
          .hasMessage("all 64 ranges of user ids are taken");

      int back = BASE + 7 * UidRanges.RANGE;
      ranges.giveBack(back);
      assertThat(ranges.inUse()).isEqualTo(UidRanges.PER_BLOCK - 1);
      assertThat(ranges.take()).isEqualTo(back);
    }
  }

  @Test
  void twoNodesOfAHostShareNoRange() throws Exception {
    try (UidRanges one = UidRanges.claim(run, BASE);
        UidRanges other = UidRanges.claim(run, BASE)) {
      assertThat(other.take() - one.take()).isEqualTo(UidRanges.PER_BLOCK * UidRanges.RANGE);
    }
  }
}
