package dev.missionmesh.operator.kubernetes;

import dev.missionmesh.operator.domain.ConditionType;
import dev.missionmesh.operator.resource.Api;
import dev.missionmesh.operator.resource.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells transitions of conditions as Events. An Event is named by what it tells, so that telling
 * twice while it is kept is telling once. One that cannot be written is let go: the condition says
 * the same.
 */
final class TransitionEvents {
  private static final Logger LOG = Logger.getLogger(TransitionEvents.class);
  private static final int MOST_NAME = 200;

  private final KubernetesClient client;
  private final Clock clock;

  TransitionEvents(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  void tell(HasMetadata resource, List<Condition> transitions) {
    for (Condition condition : transitions) {
      boolean bad =
          condition.type().equals(ConditionType.STALLED.word())
              ? condition.status().equals("True")
              : condition.type().equals(ConditionType.ACCEPTED.word())
                  && condition.status().equals("False");
      tell(resource, condition, bad ? "Warning" : "Normal");
    }
  }

  private void tell(HasMetadata resource, Condition condition, String type) {
    try {
      client.v1().events().resource(event(resource, condition, type)).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != 409) {
        LOG.warnf(
            "event not written kind=%s namespace=%s name=%s reason=%s status=%d",
            resource.getKind(),
            resource.getMetadata().getNamespace(),
            resource.getMetadata().getName(),
            condition.reason(),
            e.getCode());
      }
    }
  }

  private Event event(HasMetadata resource, Condition condition, String type) {
    var meta = resource.getMetadata();
    String namespace = meta.getNamespace() == null ? "default" : meta.getNamespace();
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name(resource, condition))
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(resource.getApiVersion())
        .withKind(resource.getKind())
        .withNamespace(meta.getNamespace())
        .withName(meta.getName())
        .withUid(meta.getUid())
        .endInvolvedObject()
        .withType(type)
        .withReason(condition.reason())
        .withMessage(condition.message())
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .withNewSource()
        .withComponent(Api.FIELD_MANAGER)
        .endSource()
        .withReportingComponent(Api.FIELD_MANAGER)
        .withReportingInstance(Api.FIELD_MANAGER)
        .build();
  }

  private static String name(HasMetadata resource, Condition condition) {
    String told =
        resource.getMetadata().getUid()
            + condition.type()
            + condition.status()
            + condition.reason()
            + resource.getMetadata().getGeneration();
    String name = resource.getMetadata().getName();
    return name.substring(0, Math.min(name.length(), MOST_NAME)).replaceAll("[.-]+$", "")
        + "."
        + UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8));
  }
}
