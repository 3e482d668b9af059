package dev.missionmesh.tenancy;

import java.util.regex.Pattern;

/**
 * The unit of isolation.
 *
 * @param value slug of 2 to 40 characters: lower-case letters, digits and inner hyphens, beginning with a letter
 */
public record TenantId(String value) implements Comparable<TenantId> {
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{0,38}[a-z0-9]");

  /** Owner of the facts that belong to no tenant. */
  public static final TenantId SYSTEM = new TenantId("system");

  public TenantId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "must be 2 to 40 lower-case letters, digits or inner hyphens, beginning with a letter");
    }
  }

  public static boolean isValid(String value) {
    return value != null && SLUG.matcher(value).matches();
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
