package dev.missionmesh.sandboxruntime;

import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.sandbox.HostSandboxes;
import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** From lease to completion with the sandboxes of this host. */
class RealAttemptTest extends AttemptBehaviour {
  @TempDir Path directory;
  private HostSandboxes sandboxes;

  @Override
  protected SandboxBackend open() throws Exception {
    directory.toFile().setExecutable(true, false);
    sandboxes =
        HostSandboxes.open(
            new SandboxSettings(
                SandboxSettings.Choice.AUTO,
                directory.resolve("run"),
                directory.resolve("state"),
                0x70000000,
                2,
                64L << 20),
            "node-attempts");
    return sandboxes.backend();
  }

  @Override
  protected void closeSandboxes() {
    sandboxes.close();
  }

  @Override
  protected String backendName() {
    return "oci-";
  }
}
