package dev.missionmesh.cli.missions;

import dev.missionmesh.cli.client.EventStream;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Progress;
import dev.missionmesh.cli.output.Terminal;
import java.time.Duration;
import java.util.OptionalLong;

/** Waits for a submitted mission to end and fetches what is then known of it. */
final class MissionWatch {
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(2);
  private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(5);

  private final MeshClient client;
  private final Terminal terminal;

  MissionWatch(MeshClient client, Terminal terminal) {
    this.client = client;
    this.terminal = terminal;
  }

  /**
   * Ends when the mission does. {@code logs} gets its output as it comes, or is null; Ctrl-C
   * cancels it.
   */
  MissionDocument untilEnd(String missionId, LogWriter logs) {
    String path = "/api/v1/missions/" + MeshClient.encode(missionId);
    try (CancelOnInterrupt _ = new CancelOnInterrupt(client, missionId, terminal);
        Progress progress = Progress.start(terminal, "Waiting for a node")) {
      new EventStream(client, GIVE_UP_AFTER)
          .follow(path + "/events", 0, new LiveTail(terminal, progress, logs));
      progress.update("Waiting for the audit log");
      OptionalLong audited = new AuditPosition(client).await(missionId, AUDIT_PATIENCE);
      return MissionDocument.of(client.get(path), audited);
    }
  }

  /** What is known now, without waiting for anything. */
  MissionDocument now(String missionId) {
    var view = client.get("/api/v1/missions/" + MeshClient.encode(missionId));
    boolean ended = MissionDocument.isFinal(view.path("state").asText());
    return MissionDocument.of(
        view, ended ? new AuditPosition(client).find(missionId) : OptionalLong.empty());
  }

  /** Tells on stderr why a mission did not succeed, attempt by attempt. */
  void explain(MissionDocument mission) {
    String why = mission.text("why") == null ? mission.text("reason") : mission.text("why");
    terminal.say(
        terminal.errStyle().red("Mission " + mission.id() + " " + mission.state().replace('_', ' '))
            + (why == null ? "." : ": " + why));
    Receipt.attempts(mission).forEach(line -> terminal.say("  " + line));
  }
}
