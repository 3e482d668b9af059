package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Finds out whether a back end works by running a small program in it. */
final class Probe {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Limits LIMITS =
      new Limits(1.0, 64L << 20, 16L << 20, 32, 64 * 1024, 64 * 1024);
  private static final SandboxRequest REQUEST =
      new SandboxRequest(
          "probe",
          0,
          List.of("sh", "-c", "cat; exit 7"),
          null,
          Map.of(),
          "alive".getBytes(StandardCharsets.UTF_8),
          LIMIT,
          LIMITS);

  static void run(SandboxBackend backend) throws SandboxFailed {
    try (Sandbox sandbox = backend.create(REQUEST)) {
      sandbox.start();
      OptionalInt code = sandbox.awaitExit(LIMIT);
      if (code.isEmpty()) {
        throw new SandboxFailed("the probe hangs");
      }
      String said = new String(sandbox.stdout().readAllBytes(), StandardCharsets.UTF_8);
      if (code.getAsInt() != 7 || !said.equals("alive")) {
        String complaint = new String(sandbox.stderr().readAllBytes(), StandardCharsets.UTF_8);
        throw new SandboxFailed("the probe failed: " + code.getAsInt() + " " + complaint.strip());
      }
    } catch (IOException e) {
      throw new SandboxFailed("the probe's output could not be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailed("interrupted", e);
    }
  }

  private Probe() {}
}
