package dev.missionmesh.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** Types of the Kubernetes API itself. */
final class KubernetesTypes {
  private static final String MODELS = "io.kubernetes.client.openapi.models.";

  static void check(JsonNode document) throws Exception {
    String version = document.path("apiVersion").asText();
    String name = version.substring(version.lastIndexOf('/') + 1);
    Class<?> type = Class.forName(MODELS + upper(name) + document.path("kind").asText());
    try {
      type.getMethod("fromJson", String.class).invoke(null, document.toString());
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
    // A definition only has fields of such names.
    if (!document.path("kind").asText().equals("CustomResourceDefinition")) quantities(document);
  }

  private static String upper(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Every amount is one that the API can read. */
  private static void quantities(JsonNode node) {
    for (String field : List.of("requests", "limits")) {
      for (JsonNode amount : node.path(field)) io.kubernetes.client.custom.Quantity.fromString(amount.asText());
    }
    node.forEach(KubernetesTypes::quantities);
  }

  private KubernetesTypes() {}
}
