package dev.missionmesh.gateway.domain.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What webhooks may be told of: the {@code type} of their messages, in the spelling of the Standard
 * Webhooks specification. Documented in {@code docs/reference/webhooks.md}.
 */
public enum EventName {
  MISSION_QUEUED("mission.queued"),
  MISSION_STARTED("mission.started"),
  MISSION_RETRY_SCHEDULED("mission.retry_scheduled"),
  MISSION_REQUEUED("mission.requeued"),
  MISSION_FINISHED("mission.finished"),
  MISSION_DISCARDED("mission.discarded"),
  MISSION_DENIED("mission.denied"),
  KEY_CREATED("key.created"),
  KEY_ROTATED("key.rotated"),
  KEY_OLD_USED("key.old_used"),
  KEY_REVOKED("key.revoked"),
  WEBHOOK_DISABLED("webhook.disabled");

  /** Type of the message that a test sends; nobody subscribes to it. */
  public static final String TEST = "webhook.test";

  private final String label;

  EventName(String label) {
    this.label = label;
  }

  /** As written in messages and subscriptions. */
  public String label() {
    return label;
  }

  public static Optional<EventName> of(String label) {
    return Arrays.stream(values()).filter(name -> name.label.equals(label)).findFirst();
  }

  /** All of them, in the order of the documentation. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(EventName::label).toList();
  }
}
