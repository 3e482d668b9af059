package dev.missionmesh.operator.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.operator.support.ScriptedMesh.Answer;
import dev.missionmesh.operator.support.ScriptedMesh.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Missions that do what a test says. */
public final class ScriptedMissions {
  private static final Set<String> LAST =
      Set.of("succeeded", "failed", "cancelled", "dead_lettered");

  private record Kept(String tenant, ObjectNode view) {}

  private final TreeMap<String, Kept> missions = new TreeMap<>();
  private final Map<String, String> byKey = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> bodies = new ConcurrentHashMap<>();
  private volatile boolean denying;
  private volatile boolean cancelsAtOnce = true;

  /** From now on the policy denies. */
  public void deny(boolean deny) {
    denying = deny;
  }

  /** Whether a cancel ends a running mission at once, or {@link #become} does later. */
  public void cancelAtOnce(boolean atOnce) {
    cancelsAtOnce = atOnce;
  }

  public synchronized int size() {
    return missions.size();
  }

  /** Ids of the missions from a namespace, oldest first. */
  public synchronized List<String> from(String namespace) {
    List<String> ids = new ArrayList<>();
    missions.forEach(
        (id, kept) -> {
          if (kept.view.at("/labels").path("kubernetes.namespace").asText().equals(namespace))
            ids.add(id);
        });
    return ids;
  }

  public synchronized JsonNode get(String id) {
    return missions.get(id).view.deepCopy();
  }

  public synchronized String tenantOf(String id) {
    return missions.get(id).tenant;
  }

  /** The mission changes its state; {@code exit} null for none. */
  public synchronized void become(String id, String state, Integer exit) {
    ObjectNode view = missions.get(id).view;
    view.put("state", state);
    if (!view.get("startedAt").isTextual() && !state.equals("cancelled")) {
      view.put("startedAt", Instant.now().toString());
      view.withArray("/attempts").addObject().put("number", 1).putNull("exitCode");
    }
    if (exit != null) ((ObjectNode) view.at("/attempts/0")).put("exitCode", exit);
    if (LAST.contains(state)) view.put("endedAt", Instant.now().toString());
  }

  synchronized Answer answer(Asked asked) {
    String[] path = asked.path();
    if (asked.method().equals("POST") && path.length == 2) return batch(asked);
    if (path.length == 1) return list(asked);
    Kept kept = missions.get(path[1]);
    if (kept == null || !kept.tenant.equals(asked.tenant())) {
      return Answer.problem(404, "not-found", "There is no such mission.");
    }
    return path.length == 3 ? cancel(path[1], kept) : Answer.of(200, kept.view);
  }

  private Answer batch(Asked asked) {
    JsonNode body = ApiShapes.checked("BatchRequest", asked.body());
    ObjectNode answer = ScriptedMesh.JSON.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (JsonNode item : body.get("missions")) items.add(submit(asked.tenant(), item));
    return Answer.of(200, answer);
  }

  private ObjectNode submit(String tenant, JsonNode item) {
    ObjectNode word = ScriptedMesh.JSON.createObjectNode();
    String key = tenant + "/" + item.get("idempotencyKey").asText();
    String id = byKey.get(key);
    if (id != null && !bodies.get(key).equals(item)) {
      word.put("status", 422)
          .set("problem", Answer.problem(422, "idempotency-key-reused", "Another body.").body());
      return word;
    }
    if (id == null && denying) {
      word.put("status", 403)
          .set("problem", Answer.problem(403, "policy-denied", "Rule deny-all: no.").body());
      return word;
    }
    if (id == null) {
      id = "01935000-0000-7000-8000-%012x".formatted(missions.size());
      byKey.put(key, id);
      bodies.put(key, item);
      missions.put(id, new Kept(tenant, view(id, tenant, item)));
    }
    ObjectNode acceptance = word.put("status", 202).putObject("acceptance");
    acceptance.put("id", id).put("tenant", tenant).put("acceptedAt", Instant.now().toString());
    acceptance.putObject("receipt").put("policySnapshot", "sha256:00").put("rule", "allow-all");
    return word;
  }

  private static ObjectNode view(String id, String tenant, JsonNode item) {
    ObjectNode view = ScriptedMesh.JSON.createObjectNode();
    view.put("id", id).put("tenant", tenant).put("state", "queued").putNull("reason");
    view.set("name", item.path("name"));
    view.set("labels", item.path("labels"));
    view.put("queuedAt", Instant.now().toString()).putNull("startedAt").putNull("endedAt");
    view.putArray("attempts");
    view.putObject("receipt").put("policySnapshot", "sha256:00").put("rule", "allow-all");
    return view;
  }

  private Answer list(Asked asked) {
    int limit = Integer.parseInt(asked.query().getOrDefault("limit", "50"));
    if (limit > 200) return Answer.problem(400, "invalid-request", "limit");
    String before = asked.query().get("cursor");
    String[] label = asked.query().getOrDefault("label", "=").split("=", 2);
    ObjectNode page = ScriptedMesh.JSON.createObjectNode();
    ArrayNode items = page.putArray("items");
    page.putNull("nextCursor");
    for (var each : missions.descendingMap().entrySet()) {
      Kept kept = each.getValue();
      boolean fits =
          kept.tenant.equals(asked.tenant())
              && (before == null || each.getKey().compareTo(before) < 0)
              && (label[0].isEmpty()
                  || kept.view.get("labels").path(label[0]).asText().equals(label[1]));
      if (!fits) continue;
      if (items.size() == limit) {
        page.put("nextCursor", items.get(limit - 1).get("id").asText());
        break;
      }
      items.add(kept.view);
    }
    return Answer.of(200, page);
  }

  private Answer cancel(String id, Kept kept) {
    if (LAST.contains(kept.view.get("state").asText())) {
      return Answer.problem(409, "mission-already-finished", "It has finished.");
    }
    if (cancelsAtOnce || kept.view.get("state").asText().equals("queued"))
      become(id, "cancelled", null);
    return Answer.of(202, kept.view);
  }
}
