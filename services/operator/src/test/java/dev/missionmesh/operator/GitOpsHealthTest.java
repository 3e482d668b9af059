package dev.missionmesh.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.missionmesh.operator.support.Admission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** What Argo CD and Flux make of each state, by the scripts that they would run. */
class GitOpsHealthTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path LUA = Path.of("../../deploy/k8s/argocd/health/health.lua");
  private static final Path FLUX = Path.of("../../deploy/k8s/flux/base/health-checks.yaml");

  private static ObjectNode resource(int generation, int observed, String... trueConditions) {
    ObjectNode resource = YAML.createObjectNode();
    resource.putObject("metadata").put("generation", generation);
    var status = resource.putObject("status").put("observedGeneration", observed);
    var conditions = status.putArray("conditions");
    for (String type :
        new String[] {
          "Accepted", "Ready", "AwaitingApproval", "Finished", "Reconciling", "Stalled"
        }) {
      boolean is = List.of(trueConditions).contains(type);
      conditions
          .addObject()
          .put("type", type)
          .put("status", is ? "True" : "False")
          .put("reason", "Because")
          .put("message", "of " + type);
    }
    return resource;
  }

  @ParameterizedTest
  @CsvSource({
    "Accepted, Progressing, InProgress",
    "Accepted Ready Finished, Healthy, Current",
    "Accepted Ready, Healthy, Current",
    "Accepted AwaitingApproval, Suspended, InProgress",
    "Accepted Reconciling, Progressing, InProgress",
    "Reconciling, Progressing, InProgress",
    "Accepted Finished Stalled, Degraded, Failed",
    "Finished Stalled, Degraded, Failed",
    "Stalled, Degraded, Failed"
  })
  void everyStateOfAMissionHasAMeaning(String conditions, String argo, String flux)
      throws IOException {
    ObjectNode mission = resource(1, 1, conditions.split(" "));

    assertThat(lua(mission).get("status").tojstring()).isEqualTo(argo);
    assertThat(flux("Mission", mission)).isEqualTo(flux);
  }

  @ParameterizedTest
  @CsvSource({
    "Accepted Ready, Healthy, Current",
    "Accepted Ready Reconciling, Progressing, InProgress",
    "Accepted Stalled, Degraded, Failed",
    "Reconciling, Progressing, InProgress"
  })
  void everyStateOfATenantOrPolicySetHasAMeaning(String conditions, String argo, String flux)
      throws IOException {
    ObjectNode resource = resource(2, 2, conditions.split(" "));

    assertThat(lua(resource).get("status").tojstring()).isEqualTo(argo);
    assertThat(flux("Tenant", resource)).isEqualTo(flux);
    assertThat(flux("PolicySet", resource)).isEqualTo(flux);
  }

  @Test
  void whatTheOperatorHasNotSeenIsInProgress() throws IOException {
    ObjectNode changed = resource(2, 1, "Ready");
    ObjectNode fresh = YAML.createObjectNode();
    fresh.putObject("metadata").put("generation", 1);
    fresh.putObject("status");

    for (ObjectNode each : new ObjectNode[] {changed, fresh}) {
      assertThat(lua(each).get("status").tojstring()).isEqualTo("Progressing");
      for (String kind : new String[] {"Mission", "Tenant", "PolicySet"}) {
        assertThat(flux(kind, each)).isEqualTo("InProgress");
      }
    }
  }

  @Test
  void theReasonIsShown() throws IOException {
    assertThat(lua(resource(1, 1, "Stalled")).get("message").tojstring())
        .isEqualTo("Because: of Stalled");
  }

  static LuaValue lua(JsonNode resource) throws IOException {
    Globals globals = JsePlatform.standardGlobals();
    globals.set("obj", value(resource));
    return globals.load(Files.readString(LUA)).call();
  }

  private static LuaValue value(JsonNode node) {
    if (node.isObject()) {
      LuaTable table = new LuaTable();
      node.properties().forEach(each -> table.set(each.getKey(), value(each.getValue())));
      return table;
    }
    if (node.isArray()) {
      LuaTable table = new LuaTable();
      for (int i = 0; i < node.size(); i++) table.set(i + 1, value(node.get(i)));
      return table;
    }
    return node.isNumber() ? LuaValue.valueOf(node.asInt()) : LuaValue.valueOf(node.asText());
  }

  /** In Flux's order: in progress, failed, current. */
  static String flux(String kind, JsonNode resource) throws IOException {
    for (JsonNode check : YAML.readTree(FLUX.toFile()).at("/spec/healthCheckExprs")) {
      if (!check.get("kind").asText().equals(kind)) continue;
      if (Admission.holdsOf(check.get("inProgress").asText(), resource)) return "InProgress";
      if (Admission.holdsOf(check.get("failed").asText(), resource)) return "Failed";
      return Admission.holdsOf(check.get("current").asText(), resource) ? "Current" : "InProgress";
    }
    throw new IllegalArgumentException(kind);
  }
}
