package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;

/**
 * A tenant of the mesh.
 *
 * @param displayName name for people, 1 to 200 characters
 * @param state {@code active}, {@code suspended}, {@code deleting} or {@code deleted}; only the keys
 *     of an active tenant open anything, and the row of a deleted one stays as its grave
 * @param revision counts the changes, those of the settings too, from 1
 */
public record Tenant(
    TenantId id,
    String displayName,
    String state,
    long revision,
    Instant createdAt,
    TenantSettings settings) {
  private static final int MAX_NAME = 200;
  private static final String ACTIVE = "active";
  private static final String SUSPENDED = "suspended";
  private static final String DELETING = "deleting";
  private static final String DELETED = "deleted";

  public Tenant {
    if (!isDisplayName(displayName)) {
      throw new IllegalArgumentException("must be 1 to " + MAX_NAME + " characters");
    }
  }

  /** A tenant founded now. */
  public static Tenant founded(TenantId id, String displayName, Instant now) {
    return new Tenant(id, displayName, ACTIVE, 1, now, TenantSettings.NONE);
  }

  /** The tenant with its doors shut; itself if they are. */
  public Tenant suspended() {
    return in(SUSPENDED);
  }

  /** The tenant with its doors open again; itself if they are. */
  public Tenant resumed() {
    return in(ACTIVE);
  }

  /** The tenant while what is kept of it is removed everywhere. */
  public Tenant deleting() {
    return in(DELETING);
  }

  /** The tenant's grave: nothing but the id. */
  public Tenant deleted() {
    return new Tenant(id, id.value(), DELETED, revision + 1, createdAt, TenantSettings.NONE);
  }

  public boolean isSuspended() {
    return state.equals(SUSPENDED);
  }

  public boolean isDeleting() {
    return state.equals(DELETING);
  }

  /** Whether it is deleted, or about to be; there is no way back. */
  public boolean isGone() {
    return isDeleting() || state.equals(DELETED);
  }

  private Tenant in(String wanted) {
    return state.equals(wanted)
        ? this
        : new Tenant(id, displayName, wanted, revision + 1, createdAt, settings);
  }

  /** The tenant with other settings; itself if they are the same. */
  public Tenant with(TenantSettings wanted) {
    return settings.equals(wanted)
        ? this
        : new Tenant(id, displayName, state, revision + 1, createdAt, wanted);
  }

  public static boolean isDisplayName(String name) {
    return name != null && !name.isBlank() && name.length() <= MAX_NAME;
  }
}
