package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that cannot be meant is refused, by its name. */
class RefusedValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "services.gateway.replicas|two|/services/gateway/replicas",
        "services.gateway.replicsa|2|replicsa",
        "profile|large|/profile",
        "image.pullPolicy|Sometimes|/image/pullPolicy",
        "services.mission.image.digest|sha256:abc|/services/mission/image/digest",
        "services.mission.image.tag|a b|/services/mission/image/tag",
        "services.sandboxRuntime.kind|StatefulSet|/services/sandboxRuntime/kind",
        "services.policy.kind|DaemonSet|kind",
        "services.sandboxRuntime.backend|DOCKER|/services/sandboxRuntime/backend",
        "services.sandboxRuntime.sandboxes.namespace|mesh|services.sandboxRuntime.sandboxes.namespace",
        "services.sandboxRuntime.sandboxes.namespace|Not_A_Name|/services/sandboxRuntime/sandboxes/namespace",
        "services.sandboxRuntime.sandboxes.requestPercent|0|/services/sandboxRuntime/sandboxes/requestPercent",
        "services.sandboxRuntime.sandboxes.leaseSeconds|1|/services/sandboxRuntime/sandboxes/leaseSeconds",
        "defaults.autoscaling.targetCpuPercent|170|/defaults/autoscaling/targetCpuPercent",
        "defaults.resources.limits.memory|lots|/defaults/resources/limits/memory",
        "postgresql.kind|mysql|/postgresql/kind",
        "postgresql.external.port|99999|/postgresql/external/port",
        "postgresql.database|Mesh-DB|/postgresql/database",
        "kafka.external.bootstrap|kafka|/kafka/external/bootstrap",
        "kafka.strimzi.replicas|0|/kafka/strimzi/replicas",
        "edge.kind|nginx|/edge/kind",
        "edge.kind|httpRoute|/edge/httpRoute/parentRefs",
        "waf.mode|Off|/waf/mode",
        "secrets.names.gateway|Not_A_Name|/secrets/names/gateway",
        "secrets.names.gatway|x|gatway",
        "identity.issuer|login.example.com|/identity/issuer",
        "podSecurity.runAsUser|0|/podSecurity/runAsUser",
        "monitoring.rules.availabilityPercent|100|/monitoring/rules/availabilityPercent",
        "services.gateway.rates.key|fast|/services/gateway/rates/key",
        "trial.storageKind|disk|/trial/storageKind"
      })
  void aWrongValueIsRefusedByItsName(String name, String value, String told) {
    Object typed = value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;

    assertThatThrownBy(() -> Chart.install("r", List.of(), Map.of(name, typed))).hasMessageContaining(told);
  }

  @Test
  void aVolumeForSeveralPodsIsRefused() {
    assertThatThrownBy(() -> Chart.install("r", List.of(), Map.of("services.searchIndexer.state.kind", "claim")))
        .hasMessageContaining("services.searchIndexer");
  }

  @Test
  void everyObjectOfTheSchemaIsClosedOrAMapOfTexts() {
    JsonNode schema = Yaml.documents(Chart.read(Chart.FOLDER.resolve("values.schema.json"))).getFirst();

    assertThat(objects(schema))
        .isNotEmpty()
        .allSatisfy(
            o ->
                assertThat(o.has("additionalProperties") || !o.has("properties") || o.has("const") || o.path("type").isMissingNode())
                    .as(o.toString())
                    .isTrue());
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
  }

  private static Stream<JsonNode> objects(JsonNode schema) {
    Stream<JsonNode> own = schema.path("type").asText().equals("object") ? Stream.of(schema) : Stream.of();
    return Stream.concat(own, Rendered.items(schema).flatMap(RefusedValuesTest::objects));
  }
}
