package dev.missionmesh.operator;

import static dev.missionmesh.operator.support.Waits.condition;
import static dev.missionmesh.operator.support.Waits.edit;
import static dev.missionmesh.operator.support.Waits.mission;
import static dev.missionmesh.operator.support.Waits.of;
import static dev.missionmesh.operator.support.Waits.ofTenant;
import static dev.missionmesh.operator.support.Waits.tenant;
import static dev.missionmesh.operator.support.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.missionmesh.operator.resource.Api;
import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.resource.PolicySet;
import dev.missionmesh.operator.resource.PolicySetSpec;
import dev.missionmesh.operator.resource.PolicySetSpec.Effect;
import dev.missionmesh.operator.resource.PolicySetSpec.PolicyRule;
import dev.missionmesh.operator.resource.Tenant;
import dev.missionmesh.operator.support.Cluster;
import dev.missionmesh.operator.support.ScriptedMesh;
import dev.missionmesh.operator.support.TestOperator;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every request that an elected operator makes of the API server is one that its roles allow, and
 * they allow little else.
 */
class RightsTest {
  private static final Path ROLES = Path.of("../../deploy/k8s/operator/rbac.yaml");

  /** What this life of three resources does not need: see the comments of the roles. */
  private static final Set<String> UNUSED =
      Set.of(
          "update missionmesh.dev/tenants/finalizers everywhere",
          "get missionmesh.dev/missions everywhere",
          "get missionmesh.dev/tenants everywhere",
          "get missionmesh.dev/policysets everywhere",
          "create /secrets own",
          "patch coordination.k8s.io/leases own",
          "update coordination.k8s.io/leases own");

  @Test
  void theRolesAllowWhatTheOperatorDoesAndLittleElse() throws Exception {
    Assumptions.assumeFalse(Cluster.REAL, "a real API server refuses by itself");
    Set<String> allowed = new TreeSet<>();
    try (Cluster cluster = new Cluster();
        ScriptedMesh mesh = new ScriptedMesh()) {
      for (JsonNode role : roles()) allowed.addAll(rights(role));
      cluster.allow(roles().getLast().get("rules"));
      String own = cluster.namespace();
      try (TestOperator operator = TestOperator.startElected(cluster, mesh, own)) {
        live(cluster, mesh);
      }
      Set<String> used =
          cluster.askedByOperators().stream()
              .filter(request -> !request.contains("/selfsubjectrulesreviews"))
              .map(request -> right(request, own))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(allowed).containsAll(used);
      allowed.removeAll(used);
      assertThat(UNUSED).containsAll(allowed);
    }
  }

  private static void live(Cluster cluster, ScriptedMesh mesh) {
    String namespace = cluster.namespace();
    String acme = Cluster.name("acme");
    cluster.create(tenant(acme, namespace));
    PolicySet set = new PolicySet();
    set.setMetadata(new ObjectMetaBuilder().withName(Cluster.name("set")).build());
    set.setSpec(
        new PolicySetSpec(null, List.of(new PolicyRule("all", Effect.ALLOW, null, null, null))));
    cluster.create(set);
    condition(ofTenant(cluster, acme), "Ready", "True", "Active");
    until(() -> cluster.policySet(set.getMetadata().getName()).getStatus().digest() != null);
    Mission ends = cluster.create(mission(namespace, "ends", 0L));
    until(() -> mesh.missions.size() == 1);
    mesh.missions.become(mesh.missions.from(namespace).getFirst(), "succeeded", 0);
    until(() -> cluster.mission(ends) == null);
    mesh.missions.cancelAtOnce(false);
    Mission deleted = cluster.create(mission(namespace, "deleted"));
    condition(of(cluster, deleted), "Accepted", "True", "Accepted");
    mesh.missions.become(mesh.missions.from(namespace).getLast(), "running", null);
    cluster.client().resource(deleted).delete();
    condition(of(cluster, deleted), "Reconciling", "True", "Cancelling");
    mesh.missions.become(mesh.missions.from(namespace).getLast(), "cancelled", null);
    until(() -> cluster.mission(deleted) == null);
    cluster.client().resources(Tenant.class).withName(acme).delete();
    condition(ofTenant(cluster, acme), "Reconciling", "True", "WaitingForConfirmation");
    edit(
        cluster.client().resources(Tenant.class).withName(acme),
        found -> found.getMetadata().setAnnotations(Map.of(Api.DELETION_ANNOTATION, "retain")));
    until(() -> cluster.tenant(acme) == null);
  }

  private static List<JsonNode> roles() throws Exception {
    return List.of(Files.readString(ROLES).split("(?m)^---\n")).stream()
        .map(RightsTest::tree)
        .filter(document -> document.get("kind").asText().endsWith("Role"))
        .toList();
  }

  private static JsonNode tree(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> rights(JsonNode role) {
    String where = role.get("kind").asText().equals("Role") ? "own" : "everywhere";
    Set<String> rights = new TreeSet<>();
    for (JsonNode rule : role.get("rules")) {
      for (JsonNode group : rule.get("apiGroups")) {
        for (JsonNode resource : rule.get("resources")) {
          for (JsonNode verb : rule.get("verbs")) {
            rights.add(
                "%s %s/%s %s".formatted(verb.asText(), group.asText(), resource.asText(), where));
          }
        }
      }
    }
    return rights;
  }

  /** A request as the right that it needs. */
  private static String right(String request, String own) {
    String[] parts = request.split(" ");
    boolean watch = parts[1].contains("watch=true");
    String path = parts[1].replaceAll("\\?.*", "").substring(1);
    String group = path.startsWith("apis/") ? path.split("/")[1] : "";
    String[] rest =
        path.replaceFirst(group.isEmpty() ? "api/v1/" : "apis/[^/]+/[^/]+/", "").split("/");
    boolean inNamespace = rest[0].equals("namespaces") && rest.length > 2;
    String where = inNamespace && rest[1].equals(own) ? "own" : "everywhere";
    int at = inNamespace ? 2 : 0;
    String resource = rest[at] + (rest.length > at + 2 ? "/" + rest[at + 2] : "");
    String verb =
        switch (parts[0]) {
          case "POST" -> "create";
          case "PUT" -> "update";
          case "GET" -> watch ? "watch" : rest.length > at + 1 ? "get" : "list";
          default -> parts[0].toLowerCase(Locale.ROOT);
        };
    return "%s %s/%s %s".formatted(verb, group, resource, where);
  }
}
