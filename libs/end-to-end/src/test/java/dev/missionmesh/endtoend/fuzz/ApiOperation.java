package dev.missionmesh.endtoend.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * An operation of the API document.
 *
 * @param scopes any one of them suffices; empty: any key
 * @param bodyType media type of its body; null if it takes none
 * @param body schema of its body; null if it takes none
 */
record ApiOperation(
    String id,
    String method,
    String path,
    Set<String> scopes,
    List<Parameter> parameters,
    String bodyType,
    JsonNode body,
    JsonNode responses) {
  /** A parameter; {@code place} is path, query or header. */
  record Parameter(String name, String place, boolean required, JsonNode schema) {}

  boolean isStream() {
    return id.equals("watchMission") || id.equals("exportAudit");
  }

  List<Parameter> in(String place) {
    return parameters.stream().filter(p -> p.place().equals(place)).toList();
  }
}
