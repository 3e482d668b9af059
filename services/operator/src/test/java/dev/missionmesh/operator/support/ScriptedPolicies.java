package dev.missionmesh.operator.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.operator.support.ScriptedMesh.Answer;
import dev.missionmesh.operator.support.ScriptedMesh.Asked;
import dev.missionmesh.policyengine.CompiledSnapshot;
import dev.missionmesh.policyengine.InvalidSnapshot;
import dev.missionmesh.policyengine.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** The registry of snapshots: it checks them as the mesh does. */
public final class ScriptedPolicies {
  private final List<String> known = new ArrayList<>();
  private String active;
  private String text;

  /** Digest of the snapshot in force, or null. */
  public synchronized String active() {
    return active;
  }

  /** Its text. */
  public synchronized String text() {
    return text;
  }

  /** Somebody else has put another one in force. */
  public synchronized void replace(String digest) {
    active = digest;
  }

  synchronized Answer answer(Asked asked) {
    if (!asked.tenant().equals("system")) return Answer.problem(403, "forbidden", "Not you.");
    String digest;
    try {
      CompiledSnapshot compiled = Snapshot.compile(asked.body());
      digest = compiled.digest();
    } catch (InvalidSnapshot e) {
      return Answer.problem(400, "invalid-snapshot", e.errors().getFirst().toString());
    }
    boolean isNew = !known.contains(digest);
    if (isNew) known.add(digest);
    active = digest;
    text = asked.body();
    ObjectNode body = ScriptedMesh.JSON.createObjectNode().put("digest", digest);
    body.put("version", known.indexOf(digest) + 1).put("active", true);
    return Answer.of(isNew ? 201 : 200, body);
  }
}
