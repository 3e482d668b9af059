package dev.missionmesh.endtoend.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** How a command of the {@code mesh} command line ended. */
public record CommandResult(int exitCode, String stdout, String stderr) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Standard output read as one JSON document. */
  public JsonNode json() {
    try {
      return MAPPER.readTree(stdout);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + stdout + "\n" + stderr, e);
    }
  }
}
