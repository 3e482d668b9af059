package dev.missionmesh.operator.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.missionmesh.operator.resource.PolicySet;

/**
 * A PolicySet as the text of a snapshot. The same set always gives the same text, and so the same
 * digest.
 */
final class SnapshotYaml {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  static String of(PolicySet set) {
    ObjectNode snapshot =
        YAML.createObjectNode()
            .put("apiVersion", "missionmesh.dev/v1")
            .put("name", set.getMetadata().getName());
    if (set.getSpec().description() != null) {
      snapshot.put("description", set.getSpec().description());
    }
    snapshot.set("rules", YAML.valueToTree(set.getSpec().rules()));
    try {
      return YAML.writeValueAsString(snapshot);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a PolicySet cannot be written", e);
    }
  }

  private SnapshotYaml() {}
}
