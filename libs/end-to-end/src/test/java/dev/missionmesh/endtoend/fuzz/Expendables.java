package dev.missionmesh.endtoend.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What really exists and may be broken: missions, keys and tenants made for the purpose. A fuzzer that may name any tenant would
 * sooner or later suspend that of another test.
 */
final class Expendables {
  private final List<String> missions = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<String> tenants = new ArrayList<>();
  private final List<String> cursors = new ArrayList<>();
  private final String digest;
  private final String policy;
  private final String systemKey;
  private final Tenant tenant;
  private final AtomicInteger made = new AtomicInteger();

  Expendables(RunningMesh mesh) {
    tenant = mesh.straight("fuzzed");
    systemKey = mesh.systemKey();
    Tenant system = new Tenant("system", systemKey, mesh.straight());
    missions.add(tenant.run("sh", "-c", "echo report; echo oops >&2").id());
    missions.add(tenant.run("sh", "-c", "exit 3").id());
    for (int i = 0; i < 4; i++) missions.add(tenant.submit(Map.of("executor", "noop", "name", "report", "labels", Map.of("a", "b"))));
    for (int i = 0; i < 3; i++) {
      tenants.add("fuzz-" + i);
      keys.add(mesh.createKey("fuzz-" + i, "P1D", "missions:read").id());
      keys.add(mesh.createKey(tenant.id(), "P1D", "missions:read").id());
    }
    digest = system.api().get("/api/v1/policies").then().statusCode(200).extract().path("items.find { it.active }.digest");
    policy = system.api().get("/api/v1/policies/" + digest).then().statusCode(200).extract().asString();
    for (String list : List.of("/api/v1/missions?limit=1", "/api/v1/search?limit=1", "/api/v1/search/documents?limit=1", "/api/v1/keys?limit=1")) {
      String cursor = tenant.api().get(list).path("nextCursor");
      if (cursor != null) cursors.add(cursor);
    }
  }

  Tenant tenant() {
    return tenant;
  }

  /** The key that an operation takes. */
  String keyFor(ApiOperation operation, Random random) {
    boolean forTenants = operation.scopes().isEmpty()
        || operation.scopes().stream().anyMatch(s -> !List.of("policy:write", "tenants:admin", "search:admin", "audit:system").contains(s));
    return forTenants && random.nextInt(10) > 0 ? tenant.key() : systemKey;
  }

  /** The text of the policy in force: publishing it again changes nothing. */
  String policy() {
    return policy;
  }

  String cursor(Random random) {
    return cursors.isEmpty() ? "AAAA" : cursors.get(random.nextInt(cursors.size()));
  }

  /** A fitting value for a member or parameter that names something; null if the schema says enough. */
  JsonNode known(String name, Random random) {
    return switch (name) {
      case "tenant" -> text(tenants.get(random.nextInt(tenants.size())));
      case "cursor" -> text(cursor(random));
      case "If-Match", "If-None-Match" -> text(random.nextBoolean() ? "*" : "\"" + random.nextInt(5) + "\"");
      case "log" -> text("system");
      case "url" -> text("https://127.0.0.1:65000/nobody-listens");
      default -> null;
    };
  }

  /** The value of a path's variable part: mostly of a thing that exists. */
  String inPath(ApiOperation operation, Random random) {
    List<String> existing =
        operation.path().contains("/policies") ? List.of(digest)
        : operation.path().contains("/keys") ? keys
        : operation.path().contains("/tenants") ? tenants
        : operation.path().contains("/missions") || operation.path().contains("/dead-letters") ? missions
        : List.of();
    if (existing.isEmpty() || random.nextInt(5) == 0) return new UUID(random.nextLong(), random.nextLong()).toString();
    return existing.get(random.nextInt(existing.size()));
  }

  /** Makes members agree where the schema cannot say that they must. */
  ObjectNode made(ObjectNode object, Random random) {
    if (object.has("executor")) {
      String executor = random.nextInt(40) == 0 ? object.path("executor").asText() : "noop";
      object.put("executor", executor);
      if (!executor.equals("command")) object.remove("command");
      else object.putArray("command").add("true");
      if (!executor.equals("script")) object.remove("script");
      else object.putObject("script").put("interpreter", "sh").put("source", "true");
      object.put("timeout", "PT30S");
      object.remove("resources");
    }
    if (object.has("id") && object.size() <= 2) {
      object.put("id", "fuzzed-" + Long.toString(System.nanoTime(), 36) + "-" + made.incrementAndGet());
    }
    if (object.has("auditSize") != object.has("auditRoot")) {
      object.remove(List.of("auditSize", "auditRoot"));
    }
    return object;
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }
}
