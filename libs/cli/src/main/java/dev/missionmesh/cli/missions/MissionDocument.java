package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.ExitCode;
import java.util.OptionalLong;

/**
 * A mission as {@code -o json} shows it: the mesh's view with the audit position filled in. Its
 * schema is {@code docs/reference/cli/mission.schema.json}.
 */
final class MissionDocument {
  private final ObjectNode view;

  private MissionDocument(ObjectNode view) {
    this.view = view;
  }

  /**
   * From a {@code MissionView}; {@code auditIndex} empty shows as null: not audited yet, or no
   * audit here.
   */
  static MissionDocument of(JsonNode missionView, OptionalLong auditIndex) {
    ObjectNode view = missionView.deepCopy();
    if (!view.has("attempts")) view.putArray("attempts");
    if (!view.has("result")) view.putNull("result");
    ObjectNode receipt =
        view.path("receipt") instanceof ObjectNode object ? object : view.putObject("receipt");
    if (auditIndex.isPresent()) {
      receipt.put("auditIndex", auditIndex.getAsLong());
    } else {
      receipt.putNull("auditIndex");
    }
    return new MissionDocument(view);
  }

  static boolean isFinal(String state) {
    return switch (state) {
      case "succeeded", "failed", "cancelled", "dead_lettered" -> true;
      default -> false;
    };
  }

  JsonNode json() {
    return view;
  }

  String id() {
    return view.path("id").asText();
  }

  String state() {
    return view.path("state").asText();
  }

  boolean isFinal() {
    return isFinal(state());
  }

  /** What a command that waited for this mission exits with. */
  int exitCode() {
    return state().equals("succeeded") ? ExitCode.DONE : ExitCode.MISSION_FAILED;
  }

  JsonNode attempts() {
    return view.path("attempts");
  }

  /** The text at a path such as {@code receipt/node}, or null. */
  String text(String path) {
    return Documents.text(view, path);
  }
}
