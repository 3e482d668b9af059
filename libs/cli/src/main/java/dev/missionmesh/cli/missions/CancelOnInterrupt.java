package dev.missionmesh.cli.missions;

import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;

/**
 * While open, an interrupt (Ctrl-C) of this process cancels the mission; the JVM then exits with
 * 130.
 */
final class CancelOnInterrupt implements AutoCloseable {
  private final Thread hook;

  CancelOnInterrupt(MeshClient client, String missionId, Terminal terminal) {
    hook = new Thread(() -> cancel(client, missionId, terminal), "cancel-on-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void cancel(MeshClient client, String missionId, Terminal terminal) {
    terminal.say("Interrupted: cancelling mission " + missionId);
    try {
      client.post("/api/v1/missions/" + missionId + "/cancel");
    } catch (Failure notCancelled) {
      terminal.say("It could not be cancelled: " + notCancelled.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the interrupt came first: the hook does its work
    }
  }
}
