package dev.missionmesh.endtoend.matrix;

import dev.missionmesh.endtoend.mesh.RunningMesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys of the victim that may do all that a tenant may, but for one thing. */
record Narrow(Map<String, String> keyWithout, String full) {
  static final String[] ALL = {
    "missions:read", "missions:write", "deadletters:write", "nodes:read", "policy:read", "audit:read", "audit:erase", "search:read", "keys:admin",
    "webhooks:read", "webhooks:write"
  };

  static Narrow of(RunningMesh mesh) {
    Map<String, String> keys = new TreeMap<>();
    for (String missing : ALL) {
      List<String> held = new ArrayList<>(List.of(ALL));
      held.remove(missing);
      keys.put(missing, mesh.createKey(Victim.ID, "P1D", held.toArray(String[]::new)).key());
    }
    return new Narrow(keys, mesh.createKey(Victim.ID, "P1D", ALL).key());
  }

  /** A key of the victim that lacks just what an operation asks for. */
  String keyWithout(ApiOperation operation) {
    return operation.scopes().stream()
        .filter(keyWithout::containsKey)
        .findFirst()
        .map(keyWithout::get)
        .orElse(full);
  }
}
