package dev.missionmesh.tenancy;

import java.util.Set;

/** The scopes that tokens carry and endpoints ask for. */
public final class Scopes {
  public static final String MISSIONS_READ = "missions:read";
  public static final String MISSIONS_WRITE = "missions:write";
  public static final String DEAD_LETTERS_WRITE = "deadletters:write";
  public static final String NODES_READ = "nodes:read";
  public static final String POLICY_READ = "policy:read";
  public static final String POLICY_WRITE = "policy:write";
  public static final String AUDIT_READ = "audit:read";
  public static final String AUDIT_ERASE = "audit:erase";
  public static final String AUDIT_SYSTEM = "audit:system";
  public static final String SEARCH_READ = "search:read";
  public static final String SEARCH_ADMIN = "search:admin";
  public static final String KEYS_ADMIN = "keys:admin";
  public static final String TENANTS_ADMIN = "tenants:admin";
  public static final String WEBHOOKS_READ = "webhooks:read";
  public static final String WEBHOOKS_WRITE = "webhooks:write";

  /** Never given to an API key. */
  public static final String NODE_WORK = "node:work";

  /** Never given to an API key. */
  public static final String MISSIONS_EXPORT = "missions:export";

  /** What a key of an ordinary tenant may hold. */
  public static final Set<String> TENANT =
      Set.of(
          MISSIONS_READ,
          MISSIONS_WRITE,
          DEAD_LETTERS_WRITE,
          NODES_READ,
          POLICY_READ,
          AUDIT_READ,
          AUDIT_ERASE,
          SEARCH_READ,
          KEYS_ADMIN,
          WEBHOOKS_READ,
          WEBHOOKS_WRITE);

  /** What only a key of the tenant {@code system} may hold, beside the tenant scopes. */
  public static final Set<String> SYSTEM =
      Set.of(POLICY_WRITE, AUDIT_SYSTEM, SEARCH_ADMIN, TENANTS_ADMIN);

  private Scopes() {}
}
