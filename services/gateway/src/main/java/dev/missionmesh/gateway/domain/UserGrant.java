package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What the roles of an OpenID token mean here. {@code reader} sees, {@code writer} also runs
 * missions, {@code admin} also administers; over the whole mesh only in the tenant {@code system}.
 */
public final class UserGrant {
  private static final Set<String> READER =
      Set.of(
          Scopes.MISSIONS_READ,
          Scopes.NODES_READ,
          Scopes.POLICY_READ,
          Scopes.AUDIT_READ,
          Scopes.SEARCH_READ);
  private static final Set<String> WRITER =
      Set.of(Scopes.MISSIONS_WRITE, Scopes.DEAD_LETTERS_WRITE);

  /**
   * The scopes of a token's bearer: those of his roles and, if the token's own scope names any of
   * the mesh, of these only the named ones.
   *
   * @param roles roles of the token; unknown ones mean nothing
   * @param asked values of the claim {@code scope}; those of others, such as {@code openid}, mean
   *     nothing
   */
  public static Set<String> scopes(
      TenantId tenant, Collection<String> roles, Collection<String> asked) {
    Set<String> scopes = new HashSet<>();
    boolean admin = roles.contains("admin");
    boolean writer = admin || roles.contains("writer");
    if (writer || roles.contains("reader")) {
      scopes.addAll(READER);
    }
    if (writer) {
      scopes.addAll(WRITER);
    }
    if (admin) {
      scopes.addAll(KeyGrant.holdable(tenant));
    }
    if (asked.stream().anyMatch(UserGrant::isOfTheMesh)) {
      scopes.retainAll(asked);
    }
    return scopes;
  }

  private static boolean isOfTheMesh(String scope) {
    return Scopes.TENANT.contains(scope) || Scopes.SYSTEM.contains(scope);
  }

  private UserGrant() {}
}
