package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds out whether Pods work as sandboxes here, by running one: it must read its input, tell its
 * exit code, and not reach the API server, which is there for sure.
 */
final class PodProbe {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int EXPECTED = 7;
  private static final Limits LIMITS =
      new Limits(1.0, 64L << 20, 16L << 20, 32, 64 * 1024, 64 * 1024);
  private static final String SCRIPT =
      """
      cat; echo
      if command -v bash timeout >/dev/null 2>&1; then
        if timeout 3 bash -c ': </dev/tcp/$0/$1' "$1" "$2" 2>/dev/null; then echo open; else echo closed; fi
      else
        echo unknown
      fi
      exit 7
      """;

  /** What a Pod could see of the cluster's network. */
  enum Network {
    CLOSED,
    OPEN,
    UNKNOWN
  }

  /**
   * Runs a Pod.
   *
   * @param host of the API server
   * @throws SandboxFailed if Pods do not work
   */
  static Network run(SandboxBackend backend, String host, int port) throws SandboxFailed {
    SandboxRequest request =
        new SandboxRequest(
            "probe-" + Long.toHexString(ThreadLocalRandom.current().nextLong()),
            0,
            List.of("sh", "-c", SCRIPT, "sh", host, Integer.toString(port)),
            null,
            Map.of(),
            "alive".getBytes(StandardCharsets.UTF_8),
            LIMIT,
            LIMITS);
    try (Sandbox sandbox = backend.create(request)) {
      sandbox.start();
      CompletableFuture<String> complaint =
          CompletableFuture.supplyAsync(() -> text(sandbox.stderr()));
      OptionalInt code = sandbox.awaitExit(LIMIT);
      if (code.isEmpty()) {
        throw new SandboxFailed("the probe hangs");
      }
      String said = text(sandbox.stdout());
      if (code.getAsInt() != EXPECTED || !said.startsWith("alive\n")) {
        throw new SandboxFailed(
            "the probe failed: " + code.getAsInt() + " " + complaint.join().strip());
      }
      return Network.valueOf(said.substring(6).strip().toUpperCase(Locale.ROOT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailed("interrupted", e);
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private PodProbe() {}
}
