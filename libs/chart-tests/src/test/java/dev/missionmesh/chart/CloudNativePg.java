package dev.missionmesh.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The fields of {@code Cluster} (postgresql.cnpg.io/v1) that the chart uses, with their types, written by hand: no model of it is
 * published for Java, and its resource definition has not been held against this list. Others are refused.
 */
final class CloudNativePg {
  private static final Map<String, String> SPEC =
      Map.of(
          "instances", "NUMBER",
          "imageName", "STRING",
          "imagePullSecrets", "ARRAY",
          "enableSuperuserAccess", "BOOLEAN",
          "storage", "OBJECT",
          "resources", "OBJECT",
          "postgresql", "OBJECT",
          "plugins", "ARRAY",
          "monitoring", "OBJECT");

  static void check(JsonNode cluster) {
    fields(cluster.path("spec"), SPEC);
    fields(cluster.at("/spec/storage"), Map.of("size", "STRING", "storageClass", "STRING"));
    fields(cluster.at("/spec/resources"), Map.of("requests", "OBJECT", "limits", "OBJECT"));
    fields(cluster.at("/spec/postgresql"), Map.of("parameters", "OBJECT"));
    cluster.at("/spec/plugins").forEach(plugin -> fields(plugin, Map.of("name", "STRING", "isWALArchiver", "BOOLEAN", "enabled", "BOOLEAN", "parameters", "OBJECT")));
    fields(cluster.at("/spec/monitoring"), Map.of("enablePodMonitor", "BOOLEAN"));
    cluster.at("/spec/postgresql/parameters").forEach(value -> need(value, "STRING", "parameters"));
    if (!cluster.at("/spec/instances").isInt()) throw new IllegalArgumentException("instances is missing");
    if (!cluster.at("/spec/storage/size").isTextual()) throw new IllegalArgumentException("storage.size is missing");
  }

  private static void fields(JsonNode object, Map<String, String> types) {
    object.properties().forEach(field -> need(field.getValue(), types.get(field.getKey()), field.getKey()));
  }

  private static void need(JsonNode value, String type, String name) {
    if (type == null) throw new IllegalArgumentException("unknown field " + name);
    if (!value.getNodeType().name().equals(type)) throw new IllegalArgumentException(name + " must be " + type);
  }

  private CloudNativePg() {}
}
