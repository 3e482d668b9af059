package dev.missionmesh.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyProperties {
  @Property
  void theWaitLiesInTheUpperHalfOfTheExponentialAndNeverAboveTheCeiling(
      @ForAll @IntRange(max = 3_600_000) int backoffMs,
      @ForAll @IntRange(max = 3_600_000) int more,
      @ForAll @IntRange(min = 1, max = 10) int failures,
      @ForAll long seed) {
    var policy =
        new RetryPolicy(
            10, Duration.ofMillis(backoffMs), Duration.ofMillis((long) backoffMs + more));
    long exponential = Math.min((long) backoffMs << (failures - 1), (long) backoffMs + more);
    long wait = policy.delayAfter(failures, new Random(seed)).toMillis();
    assertThat(wait).isBetween(exponential / 2, exponential);
  }
}
