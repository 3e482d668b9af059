package dev.missionmesh.endtoend.mesh;

import io.restassured.path.json.JsonPath;
import java.util.Set;

/** What {@code GET /api/v1/missions/{id}} says. */
public record MissionView(JsonPath json) {
  private static final Set<String> FINAL = Set.of("succeeded", "failed", "cancelled", "dead_lettered");

  public String id() {
    return json.getString("id");
  }

  public String state() {
    return json.getString("state");
  }

  public boolean isFinal() {
    return FINAL.contains(state());
  }

  public String stdout() {
    return json.getString("result.stdout");
  }

  public String stderr() {
    return json.getString("result.stderr");
  }

  public Integer exitCode() {
    return json.get("result.exitCode");
  }

  public String lastOutcome() {
    return json.getString("attempts[-1].outcome");
  }

  public String backend() {
    return json.getString("receipt.sandbox.backend");
  }
}
