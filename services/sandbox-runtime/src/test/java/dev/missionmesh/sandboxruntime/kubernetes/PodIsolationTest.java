package dev.missionmesh.sandboxruntime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.sandboxruntime.sandbox.IsolationBehaviour;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.Ran;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Escape tests in Pods. */
class PodIsolationTest extends IsolationBehaviour {
  @Override
  protected SandboxesUnderTest open() throws Exception {
    return Cluster.withNode();
  }

  /** A real Pod has an interface of its own, which leads nowhere. */
  @Override
  protected void assertNetwork(String seen) {
    if (Cluster.REAL) {
      assertThat(seen).endsWith("\nrefused\nrefused\nrefused\n");
    } else {
      super.assertNetwork(seen);
    }
  }

  /** The profiles that runtimes ship let a process look at those of its own user. */
  @Override
  protected void assertNotRefused(List<String> calls) {
    if (Cluster.REAL) {
      assertThat(calls.stream().map(call -> call.replaceAll(" -1 .*", "")))
          .isSubsetOf(
              "ptrace",
              "process_vm_readv",
              "process_vm_writev",
              "kcmp",
              "pidfd_getfd",
              "socket 16");
    } else {
      super.assertNotRefused(calls);
    }
  }

  @Override
  protected void assertNoSetuid(String seen) {
    if (!Cluster.REAL) {
      super.assertNoSetuid(seen);
    }
  }

  @Test
  void nothingOfTheClusterIsInIt() {
    Ran ran =
        sandboxes.sh(
            "ls /var/run/secrets /run/secrets; env | grep KUBERNETES; ls /mission; cat /etc/resolv.conf; hostname");
    assertThat(ran.stdout())
        .doesNotContain("KUBERNETES", "token", "serviceaccount")
        .endsWith("sandbox\n");
  }

  @Test
  void theProbeSawThatTheNetworkIsClosed() {
    assertThat(sandboxes.backend().info().backend()).isEqualTo("kubernetes");
    assertThat(sandboxes.backend().info().degradedReason()).isEqualTo("no user namespaces");
  }

  @Test
  void noTwoPodsShareAUser() {
    assertThat(sandboxes.sh("id -u").stdout()).isNotEqualTo(sandboxes.sh("id -u").stdout());
  }
}
