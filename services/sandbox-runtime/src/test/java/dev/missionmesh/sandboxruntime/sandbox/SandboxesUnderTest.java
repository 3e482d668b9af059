package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.Limits;
import dev.missionmesh.sandboxruntime.domain.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Some back end, and how tests run commands in its sandboxes. */
public abstract class SandboxesUnderTest implements AutoCloseable {
  public static final Limits LIMITS = new Limits(2.0, 128L << 20, 64L << 20, 64, 8L << 20, 1 << 20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AtomicLong TOKENS = new AtomicLong(System.currentTimeMillis());

  /** What a command did. {@code exitCode} is null if it had to be killed. */
  public record Ran(
      Integer exitCode, String stdout, String stderr, boolean outOfMemory, Usage usage) {}

  public abstract SandboxBackend backend();

  public Ran sh(String script) {
    return run(LIMITS, "", "sh", "-c", script);
  }

  public Ran python(String source) {
    return run(LIMITS, "", "python3", "-c", source);
  }

  public Ran run(Limits limits, String stdin, String... command) {
    return run(
        request(List.of(command), null, Map.of(), stdin.getBytes(StandardCharsets.UTF_8), limits),
        PATIENCE);
  }

  public static SandboxRequest request(Limits limits, String... command) {
    return request(List.of(command), null, Map.of(), new byte[0], limits);
  }

  public static SandboxRequest request(
      List<String> command, byte[] script, Map<String, String> env, byte[] stdin, Limits limits) {
    return new SandboxRequest(
        "m-1", TOKENS.incrementAndGet(), command, script, env, stdin, PATIENCE, limits);
  }

  public Ran run(SandboxRequest request, Duration limit) {
    try (Sandbox sandbox = backend().create(request)) {
      CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(sandbox.stdout()));
      CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(sandbox.stderr()));
      sandbox.start();
      OptionalInt code = sandbox.awaitExit(limit);
      if (code.isEmpty()) {
        sandbox.kill();
        sandbox.awaitExit(PATIENCE);
      }
      String stdout = out.join();
      String stderr = err.join();
      return new Ran(
          code.isPresent() ? code.getAsInt() : null,
          stdout,
          stderr,
          sandbox.outOfMemory(),
          sandbox.usage());
    } catch (SandboxFailed e) {
      throw new AssertionError("the sandbox failed", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static String text(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public abstract void close();
}
