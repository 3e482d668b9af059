package dev.missionmesh.gateway.domain;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is set for one tenant. A member that is null, or empty, leaves that matter as it is for the
 * whole mesh; the bounds are kept by {@code SettingsCheck}. Whole parts that a reader leaves out as null become empty.
 */
public record TenantSettings(
    Limits limits, Quotas quotas, Addresses addresses, Cors cors, Branding branding) {
  /** Nothing is set. */
  public static final TenantSettings NONE =
      new TenantSettings(
          new Limits(null, null, new TreeMap<>()),
          new Quotas(null, null, null),
          new Addresses(List.of(), List.of()),
          new Cors(List.of()),
          new Branding(null, null, null));

  public TenantSettings {
    limits = limits == null ? NONE.limits : limits;
    quotas = quotas == null ? NONE.quotas : quotas;
    addresses = addresses == null ? NONE.addresses : addresses;
    cors = cors == null ? NONE.cors : cors;
    branding = branding == null ? NONE.branding : branding;
  }

  /**
   * How many requests are let in.
   *
   * @param tenantPerMinute of all keys of the tenant together, 1 to 10,000,000
   * @param keyPerMinute of one key, 1 to 10,000,000
   * @param endpointsPerMinute of the whole tenant at one path, 1 to 10,000,000, by the template of
   *     the route ({@code /api/v1/missions/{}}); at most 50
   */
  public record Limits(
      @Nullable Integer tenantPerMinute, @Nullable Integer keyPerMinute, SortedMap<String, Integer> endpointsPerMinute) {
    public Limits {
      endpointsPerMinute =
          endpointsPerMinute == null ? new TreeMap<>() : new TreeMap<>(endpointsPerMinute);
      endpointsPerMinute.forEach((template, limit) -> requirePresent(limit));
      endpointsPerMinute = Collections.unmodifiableSortedMap(endpointsPerMinute);
    }

    private static void requirePresent(@Nullable Integer limit) {
      if (limit == null) {
        throw new IllegalArgumentException("must have a number for each path");
      }
    }
  }

  /**
   * How much a tenant may have.
   *
   * @param maxKeys API keys that open the door and have no successor, 1 to 10,000
   * @param maxWebhooks webhooks, 0 to 1,000
   * @param maxQueuedMissions missions that wait, 1 to 10,000,000
   */
  public record Quotas(@Nullable Integer maxKeys, @Nullable Integer maxWebhooks, @Nullable Integer maxQueuedMissions) {}

  /**
   * From where the tenant's keys open the door: CIDR blocks, IPv4 or IPv6, at most 200 each.
   *
   * @param allow empty: from everywhere
   * @param deny goes before {@code allow}
   */
  public record Addresses(List<String> allow, List<String> deny) {
    public Addresses {
      allow = allow == null ? List.of() : List.copyOf(allow);
      deny = deny == null ? List.of() : List.copyOf(deny);
    }

    /** True if it may shut somebody out. */
    public boolean restrict() {
      return !allow.isEmpty() || !deny.isEmpty();
    }
  }

  /**
   * Which web pages may call in a browser.
   *
   * @param origins in addition to those of the whole mesh; exact, at most 50
   */
  public record Cors(List<String> origins) {
    public Cors {
      origins = origins == null ? List.of() : List.copyOf(origins);
    }
  }

  /**
   * How the mesh looks to the tenant's people.
   *
   * @param displayName 1 to 200 characters; null: the tenant's own
   * @param accentColour {@code #rrggbb}, with a contrast to white of at least 4.5 to 1
   * @param logoUrl absolute https address of an image, at most 2,000 characters
   */
  public record Branding(@Nullable String displayName, @Nullable String accentColour, @Nullable String logoUrl) {}
}
