package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.EventStream;
import dev.missionmesh.cli.client.ServerSentEvent;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Progress;
import dev.missionmesh.cli.output.Terminal;

/**
 * Shows a mission's events as they come: its output as raw bytes where it belongs, all else as
 * talk.
 */
final class LiveTail implements EventStream.Listener {
  private final Terminal terminal;
  private final Progress progress;
  private final LogWriter logs;

  /** {@code logs} null shows no output of the mission. */
  LiveTail(Terminal terminal, Progress progress, LogWriter logs) {
    this.terminal = terminal;
    this.progress = progress;
    this.logs = logs;
  }

  @Override
  public boolean take(ServerSentEvent event) {
    switch (event.name()) {
      case "log" -> {
        if (logs != null) logs.write(data(event));
      }
      case "state" -> state(data(event));
      case "gap" -> {
        JsonNode gap = data(event);
        terminal.say(
            "Events "
                + gap.path("from").asText()
                + " to "
                + gap.path("to").asText()
                + " are no longer kept.");
      }
      case "end" -> {
        return true;
      }
      default -> {
        // an event of a later version
      }
    }
    return false;
  }

  @Override
  public void reconnecting() {
    progress.update("The connection broke; connecting again");
  }

  private void state(JsonNode change) {
    String state = change.path("state").asText();
    progress.update(
        switch (state) {
          case "queued" -> "Waiting for a node";
          case "running" -> "Running, attempt " + change.path("attempt").asText("1");
          case "waiting_retry" -> "Waiting to try again";
          default -> "Mission " + state.replace('_', ' ');
        });
    if (state.equals("waiting_retry"))
      terminal.say("Attempt " + change.path("attempt").asText() + " failed" + why(change));
  }

  private static String why(JsonNode change) {
    String reason = Documents.text(change, "reason");
    return reason == null
        ? "; it will be tried again."
        : " (" + reason + "); it will be tried again.";
  }

  private static JsonNode data(ServerSentEvent event) {
    try {
      return Documents.parse(event.data());
    } catch (JsonProcessingException notJson) {
      throw Failure.error("the mesh sent an event that is no JSON", null);
    }
  }
}
