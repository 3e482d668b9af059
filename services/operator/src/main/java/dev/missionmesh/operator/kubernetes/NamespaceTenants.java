package dev.missionmesh.operator.kubernetes;

import dev.missionmesh.operator.resource.Tenant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which tenant a namespace acts for: the one Tenant that names it. Only who may write Tenants,
 * which belong to the whole cluster, gives a namespace a tenant; labels, annotations and Secrets of
 * the namespace say nothing.
 */
final class NamespaceTenants {
  /** What is known of a namespace. */
  sealed interface Standing {
    record Given(String tenant) implements Standing {}

    /**
     * @param reason a word, {@code message} a sentence for why it acts for nobody
     */
    record Refused(String reason, String message) implements Standing {}
  }

  private final Supplier<Stream<Tenant>> tenants;

  NamespaceTenants(Supplier<Stream<Tenant>> tenants) {
    this.tenants = tenants;
  }

  Standing of(String namespace) {
    List<Tenant> claims =
        tenants.get().filter(tenant -> named(tenant).contains(namespace)).toList();
    if (claims.isEmpty()) {
      return new Standing.Refused(
          "NamespaceWithoutTenant", "no Tenant names the namespace " + namespace);
    }
    if (claims.size() > 1) {
      return new Standing.Refused(
          "NamespaceClaimedTwice",
          "several Tenants name the namespace " + namespace + ", so it acts for none");
    }
    Tenant only = claims.getFirst();
    return only.getMetadata().getDeletionTimestamp() == null
        ? new Standing.Given(only.getMetadata().getName())
        : new Standing.Refused("TenantDeleting", "the Tenant of the namespace is being deleted");
  }

  /** Namespaces of a Tenant that another one names too. */
  Set<String> claimedTwice(Tenant tenant) {
    Set<String> twice = new TreeSet<>();
    tenants
        .get()
        .filter(other -> !other.getMetadata().getName().equals(tenant.getMetadata().getName()))
        .map(NamespaceTenants::named)
        .forEach(twice::addAll);
    twice.retainAll(named(tenant));
    return twice;
  }

  static List<String> named(Tenant tenant) {
    return tenant.getSpec() == null || tenant.getSpec().namespaces() == null
        ? List.of()
        : tenant.getSpec().namespaces();
  }
}
