package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import dev.missionmesh.endtoend.mesh.TopicReader;
import dev.missionmesh.events.EventHeaders;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What really lies on the topics keeps the published schemas. */
class EventContractTest {
  @Test
  void everyRecordOnEveryTopicKeepsItsSchema() throws Exception {
    RunningMesh mesh = RunningMesh.shared();
    Tenant tenant = mesh.tenant("contracts");
    tenant.run("echo", "hello");
    tenant.await(tenant.submit(Map.of("executor", "command", "command", List.of("false"), "retries", Map.of("maxAttempts", 2, "backoff", "PT0.1S"))));
    mesh.awaitAudited(tenant, 6);
    Set<String> types = new HashSet<>();
    SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (Topics.Definition topic : Topics.all()) {
      for (var record : TopicReader.all(mesh, topic.name())) {
        String type = new String(record.headers().lastHeader(EventHeaders.TYPE).value(), StandardCharsets.UTF_8);
        types.add(type);
        assertThat(EventTypes.DATA).as(topic.name()).containsKey(type);
        if (record.value() != null) {
          try (InputStream file = EventTypes.class.getResourceAsStream("/schemas/" + type + ".json")) {
            Schema schema = schemas.getSchema(file);
            List<Error> errors = schema.validate(new String(record.value(), StandardCharsets.UTF_8), InputFormat.JSON);
            assertThat(errors).as(type).isEmpty();
          }
        }
      }
    }
    assertThat(types)
        .contains(
            EventTypes.MISSION_QUEUED,
            EventTypes.MISSION_STARTED,
            EventTypes.MISSION_RETRY_SCHEDULED,
            EventTypes.MISSION_FINISHED,
            EventTypes.LOG_RECORDED,
            EventTypes.POLICY_SNAPSHOT,
            EventTypes.NODE_REGISTERED,
            EventTypes.TENANT_CHANGED);
  }
}
