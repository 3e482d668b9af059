package dev.missionmesh.chart;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;

/** Reads objects as the types of their APIs and refuses what those do not know. */
final class ApiTypes {
  private static final Map<String, Class<?>> OPERATORS =
      Map.of(
          "gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class,
          "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class,
          "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class,
          "kafka.strimzi.io/v1beta2/Kafka", Kafka.class,
          "kafka.strimzi.io/v1beta2/KafkaNodePool", KafkaNodePool.class,
          "kafka.strimzi.io/v1beta2/KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1beta2/KafkaUser", KafkaUser.class);
  private static final ObjectMapper STRICT = strict();

  /** Fails, saying what is wrong, unless the object is one that the API takes. */
  static void check(JsonNode document) {
    String type = document.path("apiVersion").asText() + "/" + document.path("kind").asText();
    try {
      if (type.equals("postgresql.cnpg.io/v1/Cluster")) {
        CloudNativePg.check(document);
      } else if (OPERATORS.containsKey(type)) {
        STRICT.treeToValue(document, OPERATORS.get(type));
      } else {
        KubernetesTypes.check(document);
      }
    } catch (Exception e) {
      throw new AssertionError(Rendered.id(document) + ": " + e.getMessage(), e);
    }
  }

  /** The models keep unknown fields in a map each; without the setters of those maps they are unknown again. */
  private static ObjectMapper strict() {
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .setAnnotationIntrospector(
            new JacksonAnnotationIntrospector() {
              @Override
              public Boolean hasAnySetter(Annotated annotated) {
                return false;
              }

              @Override
              public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
                return JsonIgnoreProperties.Value.empty();
              }
            });
  }

  private ApiTypes() {}
}
