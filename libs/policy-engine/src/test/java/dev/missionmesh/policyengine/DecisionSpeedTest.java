package dev.missionmesh.policyengine;

import static dev.missionmesh.policyengine.Requests.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionSpeedTest {
  @Test
  void decidesAmongTenCandidatesWithinAHundredMicroseconds() throws Exception {
    var rules =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    rule(
                        "r" + i,
                        i % 20 == 0 ? "deny" : "allow",
                        "{zones: [zone-" + i % 20 + "]}",
                        "mission.cpus > " + (100 + i) + " && mission.labels.exists(k, k == 'x')"))
            .toArray(String[]::new);
    var snapshot = Requests.of(rules);
    var request = Requests.request("zone-3", "SAFE", Set.of(), Map.of("team", "red"));
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      best = Math.min(best, p99(() -> snapshot.decide(request)));
    }

    assertThat(best).as("p99 in nanoseconds, of the round least disturbed").isLessThan(100_000);
  }

  private static long p99(Runnable decision) {
    long[] nanos = new long[10_000];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      decision.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[nanos.length * 99 / 100];
  }
}
