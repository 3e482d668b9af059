package dev.missionmesh.operator.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.operator.support.ScriptedMesh.Answer;
import dev.missionmesh.operator.support.ScriptedMesh.Asked;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tenants and their keys. */
public final class ScriptedTenants {
  static final String SYSTEM_KEY = "mesh_system_key";

  /** A tenant; public members are for tests to look at. */
  public static final class Kept {
    public String state = "active";
    public String displayName;
    public JsonNode settings;
    public boolean exported;
    int revision = 1;
  }

  private record Key(String id, String tenant, String name, boolean revoked) {}

  private final Map<String, Kept> tenants = new HashMap<>();
  private final Map<String, Key> keys = new LinkedHashMap<>();

  public synchronized Kept get(String id) {
    return tenants.get(id);
  }

  public synchronized Kept found(String id) {
    return tenants.computeIfAbsent(id, any -> new Kept());
  }

  /** Somebody else has changed it. */
  public synchronized void touch(String id) {
    tenants.get(id).revision++;
  }

  public synchronized long livingKeys(String tenant) {
    return keys.values().stream().filter(key -> key.tenant.equals(tenant) && !key.revoked).count();
  }

  public synchronized void revokeAll(String tenant) {
    keys.replaceAll(
        (text, key) ->
            key.tenant.equals(tenant) ? new Key(key.id, key.tenant, key.name, true) : key);
  }

  synchronized String ofKey(String text) {
    if (text.equals(SYSTEM_KEY)) return "system";
    Key key = keys.get(text);
    return key == null || key.revoked ? null : key.tenant;
  }

  synchronized boolean suspended(String id) {
    Kept tenant = tenants.get(id);
    return tenant != null && !tenant.state.equals("active");
  }

  synchronized Answer answer(Asked asked) {
    if (!asked.tenant().equals("system")) return Answer.problem(403, "forbidden", "Not you.");
    if (asked.path()[0].equals("keys")) return keys(asked);
    if (asked.path().length == 1) return create(asked);
    String id = asked.path()[1];
    Kept tenant = tenants.get(id);
    if (tenant == null) return Answer.problem(404, "not-found", "There is no such tenant.");
    String what = asked.method() + " " + (asked.path().length == 3 ? asked.path()[2] : "");
    return switch (what) {
      case "GET " -> view(id, tenant, 200);
      case "POST suspend" -> turn(id, tenant, "suspended");
      case "POST resume" -> turn(id, tenant, "active");
      case "PUT settings" -> configure(asked, tenant);
      case "DELETE " -> delete(id, tenant);
      case "GET deletion" -> deletion(id, tenant, 200);
      default -> Answer.problem(405, "method-not-allowed", what);
    };
  }

  private Answer create(Asked asked) {
    JsonNode body = ApiShapes.checked("NewTenant", asked.body());
    String id = body.get("id").asText();
    if (tenants.containsKey(id)) return Answer.problem(409, "conflict", "There is such a tenant.");
    Kept tenant = found(id);
    tenant.displayName = body.path("displayName").asText(id);
    return view(id, tenant, 201);
  }

  private Answer turn(String id, Kept tenant, String state) {
    if (!tenant.state.equals(state)) {
      tenant.state = state;
      tenant.revision++;
    }
    return view(id, tenant, 200);
  }

  private Answer configure(Asked asked, Kept tenant) {
    if (asked.ifMatch() == null) return Answer.problem(428, "precondition-required", "If-Match.");
    if (!asked.ifMatch().equals(tag(tenant)))
      return Answer.problem(412, "precondition-failed", "Changed.");
    tenant.settings = ApiShapes.checked("TenantSettings", asked.body());
    tenant.revision++;
    return new Answer(200, tenant.settings, tag(tenant));
  }

  private Answer delete(String id, Kept tenant) {
    if (!tenant.state.equals("suspended") && !tenant.state.equals("deleting")) {
      return Answer.problem(409, "conflict", "The tenant is not suspended.");
    }
    if (!tenant.exported) {
      return Answer.problem(409, "conflict", "The tenant was not exported since it was suspended.");
    }
    tenant.state = "deleting";
    return deletion(id, tenant, 202);
  }

  private Answer deletion(String id, Kept tenant, int status) {
    ObjectNode body =
        ScriptedMesh.JSON.createObjectNode().put("tenant", id).put("state", tenant.state);
    body.putArray("services")
        .addObject()
        .put("name", "mission")
        .put("purged", tenant.state.equals("deleted"));
    return Answer.of(status, body);
  }

  private static String tag(Kept tenant) {
    return "\"" + tenant.revision + "\"";
  }

  private static Answer view(String id, Kept tenant, int status) {
    ObjectNode body = ScriptedMesh.JSON.createObjectNode().put("id", id).put("state", tenant.state);
    return new Answer(status, body, tag(tenant));
  }

  private Answer keys(Asked asked) {
    if (asked.method().equals("POST")) {
      JsonNode body = ApiShapes.checked("NewKey", asked.body());
      String id = "key" + keys.size();
      String text = "mesh_" + body.get("tenant").asText() + "_" + id;
      keys.put(text, new Key(id, body.get("tenant").asText(), body.get("name").asText(), false));
      ObjectNode made = ScriptedMesh.JSON.createObjectNode().put("id", id).put("key", text);
      made.put("expiresAt", Instant.now().plus(90, ChronoUnit.DAYS).toString());
      return Answer.of(201, made);
    }
    if (asked.method().equals("DELETE")) {
      keys.replaceAll(
          (text, key) ->
              key.id.equals(asked.path()[1]) ? new Key(key.id, key.tenant, key.name, true) : key);
      return Answer.of(204, null);
    }
    ObjectNode page = ScriptedMesh.JSON.createObjectNode().putNull("nextCursor");
    ArrayNode items = page.putArray("items");
    for (Key key : keys.values()) {
      if (!key.tenant.equals(asked.query().get("tenant"))) continue;
      ObjectNode item = items.addObject().put("id", key.id).put("name", key.name);
      if (key.revoked) item.put("revokedAt", Instant.now().toString());
      else item.putNull("revokedAt");
    }
    return Answer.of(200, page);
  }
}
