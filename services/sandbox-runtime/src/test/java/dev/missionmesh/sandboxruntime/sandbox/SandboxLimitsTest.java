package dev.missionmesh.sandboxruntime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings.Choice;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest.Ran;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits of the host's sandboxes. Needs a working OCI runtime. */
class SandboxLimitsTest extends LimitsBehaviour {
  @Override
  protected SandboxesUnderTest open() throws Exception {
    return RealSandboxes.open(Choice.AUTO);
  }

  @Override
  protected void assertDiskEnded(Ran ran) {
    assertThat(ran.stderr()).contains("No space left on device");
    assertThat(Long.parseLong(ran.stdout().strip())).isBetween(30_000_000L, 64L << 20);
  }

  @Test
  void aScriptMayNotBeWritten() {
    Ran ran =
        sandboxes.run(
            SandboxesUnderTest.request(
                List.of("sh", "-c", "echo x >> /mission/script"),
                "text".getBytes(StandardCharsets.UTF_8),
                Map.of(),
                new byte[0],
                SandboxesUnderTest.LIMITS),
            Duration.ofSeconds(20));
    assertThat(ran.stderr()).contains("Permission denied");
  }

  static long processesWith(String commandLine) {
    return new SandboxLimitsTest().processesOf(commandLine);
  }
}
