package dev.missionmesh.sandboxruntime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings.Choice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A node that is killed leaves no process, and its next life clears up the rest. */
class NodeDeathTest {
  private static final String MARK = "sleep 4330";

  /** What the killed node does: keeps two sandboxes running. */
  public static final class DoomedNode {
    public static void main(String[] args) throws Exception {
      RealSandboxes sandboxes = RealSandboxes.open(Path.of(args[0]), Choice.AUTO);
      for (int i = 0; i < 2; i++) {
        Sandbox sandbox =
            sandboxes
                .host
                .backend()
                .create(
                    SandboxesUnderTest.request(
                        SandboxesUnderTest.LIMITS, "sh", "-c", "setsid " + MARK + " & " + MARK));
        sandbox.start();
      }
      Thread.currentThread().join();
    }
  }

  @Test
  void killingTheNodeEndsItsSandboxesAndTheNextStartSweepsThem() throws Exception {
    Path directory = Files.createTempDirectory("mesh-doomed");
    Process node =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                DoomedNode.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().atMost(Duration.ofSeconds(30)).until(() -> running() >= 4);

    node.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(10)).until(() -> running() == 0);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> SandboxLimitsTest.processesWith(directory.toString()) == 0);
    assertThat(Mounts.below(directory)).isEmpty();
    try (RealSandboxes next = RealSandboxes.open(directory, Choice.AUTO)) {
      assertThat(next.host.swept()).hasSize(2);
      assertThat(next.sh("echo on").stdout()).isEqualTo("on\n");
    }
    assertThat(Mounts.below(directory)).isEmpty();
    assertThat(HostCgroups.children(HostCgroups.read().ofNode("node-test"))).isEmpty();
    assertThat(directory).doesNotExist();
  }

  @Test
  void anotherNodeClearsUpAfterOneThatNeverComesBack() throws Exception {
    Path directory = Files.createTempDirectory("mesh-gone");
    Path gone = directory.resolve("run/node-gone");
    Path cell = FileTree.directory(gone.resolve("life/cells/mm-1"), "rwx--x--x");
    Files.writeString(cell.resolve("config.json"), "{}");
    Files.createFile(gone.resolve("lock"));
    try (RealSandboxes other = RealSandboxes.open(directory, Choice.AUTO)) {
      assertThat(other.host.swept()).containsExactly("mm-1");
      assertThat(gone).doesNotExist();
      try (RealSandboxes third = RealSandboxes.open(directory, "node-third", Choice.AUTO)) {
        assertThat(third.host.swept()).isEmpty();
        assertThat(other.sh("echo on").stdout()).isEqualTo("on\n");
      }
    }
  }

  private static long running() {
    return SandboxLimitsTest.processesWith(MARK);
  }
}
