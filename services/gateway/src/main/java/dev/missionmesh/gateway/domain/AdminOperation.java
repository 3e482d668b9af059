package dev.missionmesh.gateway.domain;

import java.util.Map;
import java.util.Optional;

/**
 * An operation that an authorization server may be asked about beforehand.
 *
 * @param resource name of the resource there, such as {@code tenants}
 * @param scope {@code read} or {@code write}
 */
public record AdminOperation(String resource, String scope) {
  private static final String READ = "read";
  private static final String POLICIES = "policies";
  private static final Map<String, String> RESOURCES =
      Map.of(
          "/api/v1/tenants", "tenants",
          "/api/v1/keys", "keys",
          "/api/v1/policies", POLICIES,
          "/api/v1/search/rebuild", "search-index");

  /** The operation behind a request; empty if it is none of an administrator's. */
  public static Optional<AdminOperation> of(String method, Route route) {
    String scope = method.equals("GET") ? READ : "write";
    return RESOURCES.entrySet().stream()
        .filter(entry -> isWithin(route.template(), entry.getKey()))
        .map(entry -> new AdminOperation(entry.getValue(), scope))
        .filter(operation -> !operation.isOpenToReaders())
        .findAny();
  }

  private static boolean isWithin(String template, String path) {
    return template.equals(path) || template.startsWith(path + "/");
  }

  private boolean isOpenToReaders() {
    return resource.equals(POLICIES) && scope.equals(READ);
  }

  /** The permission in the form in which it is asked for (User-Managed Access 2.0 in Keycloak). */
  public String permission() {
    return resource + "#" + scope;
  }
}
