package dev.missionmesh.sandboxruntime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.sandboxruntime.domain.SandboxInfo;
import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings.Choice;
import org.junit.jupiter.api.Test;

class FallbackTest {
  @Test
  void bubblewrapRunsCommandsButSaysThatItIsDegraded() throws Exception {
    try (RealSandboxes sandboxes = RealSandboxes.open(Choice.BUBBLEWRAP)) {
      SandboxInfo info = sandboxes.host.backend().info();
      assertThat(info.backend()).isEqualTo("bubblewrap");
      assertThat(info.degraded()).isTrue();
      assertThat(info.degradedReason()).isNotBlank();
      assertThat(sandboxes.sh("echo $((6*7)); exit 9"))
          .satisfies(
              ran -> {
                assertThat(ran.stdout()).isEqualTo("42\n");
                assertThat(ran.exitCode()).isEqualTo(9);
              });
      assertThat(sandboxes.sh("ls /root /work/..; id -u; echo x > /usr/x").stderr())
          .contains("/root", "Read-only file system");
    }
  }
}
