package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sandboxes of the real back end of this host, in directories of their own. */
final class RealSandboxes extends SandboxesUnderTest {
  final Path directory;
  final HostSandboxes host;

  private RealSandboxes(Path directory, HostSandboxes host) {
    this.directory = directory;
    this.host = host;
  }

  static RealSandboxes open(Choice choice) throws IOException, SandboxFailed {
    return open(Files.createTempDirectory("mesh-sandboxes"), choice);
  }

  static RealSandboxes open(Path directory, Choice choice) throws IOException, SandboxFailed {
    return open(directory, "node-test", choice);
  }

  static RealSandboxes open(Path directory, String node, Choice choice)
      throws IOException, SandboxFailed {
    SandboxSettings settings =
        new SandboxSettings(
            choice, directory.resolve("run"), directory.resolve(node), 0x70000000, 2, 64L << 20);
    FileTree.directory(directory, "rwx--x--x");
    return new RealSandboxes(directory, HostSandboxes.open(settings, node));
  }

  @Override
  public SandboxBackend backend() {
    return host.backend();
  }

  @Override
  public void close() {
    host.close();
    if (Mounts.below(directory).isEmpty()) {
      FileTree.delete(directory);
    }
  }
}
