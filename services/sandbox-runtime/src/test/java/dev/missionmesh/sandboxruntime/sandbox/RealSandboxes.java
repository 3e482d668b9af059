package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.Limits;
import dev.missionmesh.sandboxruntime.domain.Usage;
import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings.Choice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** Sandboxes of the real back end of this host, in directories of their own. */
final class RealSandboxes implements AutoCloseable {
  static final Limits LIMITS = new Limits(2.0, 128L << 20, 64L << 20, 64, 8L << 20, 1 << 20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a command did. {@code exitCode} is null if it had to be killed. */
  record Ran(Integer exitCode, String stdout, String stderr, boolean outOfMemory, Usage usage) {}

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

  Ran sh(String script) {
    return run(LIMITS, "", "sh", "-c", script);
  }

  Ran python(String source) {
    return run(LIMITS, "", "python3", "-c", source);
  }

  Ran run(Limits limits, String stdin, String... command) {
    return run(
        new SandboxRequest(
            "m-1",
            List.of(command),
            null,
            Map.of(),
            stdin.getBytes(StandardCharsets.UTF_8),
            limits),
        PATIENCE);
  }

  Ran run(SandboxRequest request, Duration limit) {
    try (Sandbox sandbox = host.backend().create(request)) {
      CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(sandbox.stdout()));
      CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(sandbox.stderr()));
      sandbox.start();
      OptionalInt code = sandbox.awaitExit(limit);
      if (code.isEmpty()) {
        sandbox.kill();
        sandbox.awaitExit(PATIENCE);
      }
      return new Ran(
          code.isPresent() ? code.getAsInt() : null,
          out.join(),
          err.join(),
          sandbox.outOfMemory(),
          sandbox.usage());
    } catch (SandboxFailed e) {
      throw new AssertionError("the sandbox failed", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    host.close();
    if (Mounts.below(directory).isEmpty()) {
      FileTree.delete(directory);
    }
  }
}
