package dev.missionmesh.sandboxruntime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings.Choice;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.Ran;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What strangers' code sees of the host: nothing but a read-only /usr. Needs a working OCI runtime.
 */
class SandboxIsolationTest extends IsolationBehaviour {
  private RealSandboxes real;

  @Override
  protected SandboxesUnderTest open() throws Exception {
    real = RealSandboxes.open(Choice.AUTO);
    return real;
  }

  @Override
  protected void assertNoSetuid(String seen) {
    assertThat(seen).startsWith("1000\n1000\n").contains("nosuid");
  }

  @Test
  void theHostOffersAnOciRuntimeAndNothingIsDegraded() {
    assertThat(real.host.backend().info().backend()).startsWith("oci-");
    assertThat(real.host.backend().info().degraded()).isFalse();
  }

  @Test
  void theRootHoldsOnlyWhatWasMadeForIt() {
    Ran ran =
        sandboxes.sh(
            "ls -1 /; cat /etc/shadow /root/.profile /var/log/dpkg.log /sys/kernel/uevent_seqnum; ls /home /root /opt");
    assertThat(ran.stdout().lines())
        .isSubsetOf(
            "bin", "dev", "etc", "lib", "lib32", "lib64", "libx32", "mission", "proc", "run",
            "sbin", "tmp", "usr", "work");
    assertThat(ran.exitCode()).isNotZero();
  }

  @Test
  void theFilesInEtcAreMadeUp() {
    Ran ran = sandboxes.sh("ls /etc; cat /etc/passwd; hostname");
    assertThat(ran.stdout())
        .contains("mission:x:1000:1000")
        .endsWith("sandbox\n")
        .doesNotContain("shadow", "ssh", "hostid", "daemon");
    assertThat(ran.stdout().lines().filter(line -> line.contains(":x:"))).hasSize(3);
  }

  @Test
  void noOtherProcessIsVisible() {
    Ran ran =
        sandboxes.python(
            "import os; print(sorted(int(p) for p in os.listdir('/proc') if p.isdigit()) == [1, os.getpid()])");
    assertThat(ran.stdout()).isEqualTo("True\n");
  }

  @Test
  void theUserIsNobodyOnTheHostAndHoldsNoCapability() {
    Ran ran =
        sandboxes.sh(
            "id -u; grep -E 'CapEff|CapPrm|CapBnd|NoNewPrivs|Seccomp:' /proc/self/status; cat /proc/self/uid_map");
    List<String> lines =
        ran.stdout().lines().map(line -> line.strip().replaceAll("\\s+", " ")).toList();
    assertThat(lines)
        .startsWith(
            "1000",
            "CapPrm: 0000000000000000",
            "CapEff: 0000000000000000",
            "CapBnd: 0000000000000000",
            "NoNewPrivs: 1",
            "Seccomp: 2");
    assertThat(lines.getLast()).matches("0 1[89][0-9]{8} 65536");
  }

  @Test
  void sandboxesOfTwoNodesNeverShareAUser() throws Exception {
    List<String> users = new ArrayList<>();
    try (RealSandboxes other = RealSandboxes.open(real.directory, "node-other", Choice.AUTO)) {
      for (int i = 0; i < 3; i++) {
        users.add(sandboxes.sh("cat /proc/self/uid_map").stdout());
        users.add(other.sh("cat /proc/self/uid_map").stdout());
      }
    }
    List<String> mine = List.of(users.get(0), users.get(2), users.get(4));
    assertThat(List.of(users.get(1), users.get(3), users.get(5))).doesNotContainAnyElementsOf(mine);
  }

  @Test
  void nothingIsLeftOnTheHost() throws Exception {
    sandboxes.sh("sleep 4323 & echo started");
    assertThat(SandboxLimitsTest.processesWith("sleep 4323")).isZero();
    assertThat(HostCgroups.children(HostCgroups.read().ofNode("node-test"))).isEmpty();
    assertThat(Arrays.asList(runtimeStates())).isEmpty();
  }

  private String[] runtimeStates() throws Exception {
    try (var lives = Files.list(real.directory.resolve("run").resolve("node-test"))) {
      return lives
          .filter(Files::isDirectory)
          .flatMap(life -> Arrays.stream(life.resolve("runtime").toFile().list()))
          .toArray(String[]::new);
    }
  }
}
