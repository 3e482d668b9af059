package dev.missionmesh.gateway.domain.webhook;

import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that a tenant wants to be told at.
 *
 * @param eventTypes labels of {@link EventName}, sorted, at least one
 * @param description for people, at most 500 characters
 * @param disabled why it is told nothing; null while it is enabled
 * @param failingSince since when no delivery has succeeded; null while they do
 * @param revision counts the changes, from 1
 */
public record Webhook(
    TenantId tenant,
    UUID id,
    String url,
    List<String> eventTypes,
    String description,
    @Nullable DisabledReason disabled,
    @Nullable Instant failingSince,
    long revision,
    Instant createdAt,
    String createdBy,
    Instant changedAt) {
  private static final int MAX_DESCRIPTION = 500;

  public Webhook {
    if (!isDescription(description)) {
      throw new IllegalArgumentException("must be at most " + MAX_DESCRIPTION + " characters");
    }
    eventTypes = eventTypes.stream().distinct().sorted().toList();
  }

  /** A webhook made now. */
  public static Webhook made(
      TenantId tenant, UUID id, String url, List<String> types, String description, Instant now, String by) {
    return new Webhook(tenant, id, url, types, description, null, null, 1, now, by, now);
  }

  public boolean isEnabled() {
    return disabled == null;
  }

  /** The same with other wishes; itself where nothing differs. */
  public Webhook changed(String newUrl, List<String> types, String newDescription, boolean enabled, Instant now) {
    DisabledReason reason = enabled ? null : disabled == null ? DisabledReason.USER : disabled;
    Webhook wanted =
        new Webhook(
            tenant, id, newUrl, types, newDescription, reason, enabled && disabled != null ? null : failingSince,
            revision + 1, createdAt, createdBy, now);
    return wanted.tells(this) ? this : wanted;
  }

  private boolean tells(Webhook other) {
    return url.equals(other.url)
        && eventTypes.equals(other.eventTypes)
        && description.equals(other.description)
        && disabled == other.disabled;
  }

  /** The same with a change that is not among its members, such as another secret. */
  public Webhook revised(Instant now) {
    return new Webhook(
        tenant, id, url, eventTypes, description, disabled, failingSince, revision + 1, createdAt, createdBy, now);
  }

  public static boolean isDescription(String text) {
    return text != null && text.length() <= MAX_DESCRIPTION && text.indexOf('\0') < 0;
  }

  @Override
  public String toString() {
    return "Webhook[" + id + "]";
  }
}
