package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Requests of these tests. */
final class Nodes {
  static SandboxRequest request(String mission, long token, String... command) {
    return new SandboxRequest(
        mission,
        token,
        List.of(command),
        null,
        Map.of(),
        new byte[0],
        Duration.ofSeconds(60),
        SandboxesUnderTest.LIMITS);
  }

  /** Waits for an end and reads standard output. */
  static String output(Sandbox sandbox) throws Exception {
    sandbox.awaitExit(Duration.ofSeconds(30));
    return SandboxesUnderTest.text(sandbox.stdout());
  }

  private Nodes() {}
}
