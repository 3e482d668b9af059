package dev.missionmesh.sandboxruntime.kubernetes;

import static dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.LIMITS;
import static dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.sandboxruntime.sandbox.LimitsBehaviour;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.Ran;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Limits of Pods. */
class PodLimitsTest extends LimitsBehaviour {
  @Override
  protected SandboxesUnderTest open() throws Exception {
    return Cluster.withNode();
  }

  @Override
  protected long processesOf(String commandLine) {
    return Cluster.REAL ? 0 : super.processesOf(commandLine);
  }

  /** A runtime that ends all of a Pod for one hog leaves nobody to tell what it took. */
  @Override
  protected long leastPeak() {
    return Cluster.REAL ? 0 : super.leastPeak();
  }

  @Override
  protected long leastCpuMs() {
    return Cluster.REAL ? 0 : super.leastCpuMs();
  }

  /** A real kubelet looks at disks every few seconds only: see the test below. */
  @Override
  protected void assertDiskEnded(Ran ran) {
    if (!Cluster.REAL) {
      assertThat(ran.stderr()).contains("No space left on device");
      assertThat(Long.parseLong(ran.stdout().strip())).isBetween(30_000_000L, 64L << 20);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "mesh.kubernetes", matches = "true")
  void whatTakesTooMuchDiskIsEndedAndTold() {
    Ran ran =
        sandboxes.run(
            request(
                LIMITS,
                "sh",
                "-c",
                "for i in 1 2 3 4; do head -c 60000000 /dev/zero >/work/$i; done; sleep 300"),
            Duration.ofMinutes(4));
    assertThat(ran.exitCode()).isEqualTo(137);
    assertThat(ran.stderr()).contains("the work space was full");
  }
}
