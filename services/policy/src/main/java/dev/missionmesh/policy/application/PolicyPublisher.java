package dev.missionmesh.policy.application;

import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Puts snapshots in force. Only principals of the tenant {@code system} may: a snapshot decides for
 * every tenant.
 */
@ApplicationScoped
public class PolicyPublisher {
  private static final Logger LOG = Logger.getLogger(PolicyPublisher.class);

  private final SnapshotRegistry registry;
  private final FactRelay relay;
  private final Vertx vertx;
  private final Counter activations;

  PolicyPublisher(SnapshotRegistry registry, FactRelay relay, Vertx vertx, MeterRegistry metrics) {
    this.registry = registry;
    this.relay = relay;
    this.vertx = vertx;
    this.activations = metrics.counter("mesh.policy.activations");
  }

  /** Checks and publishes; the active snapshot published again changes nothing. */
  public Uni<Publication> publish(byte[] yaml, Principal principal) {
    requireSystem(principal);
    return checked(yaml)
        .chain(candidate -> registry.publish(candidate, principal.subject()))
        .invoke(this::announce);
  }

  /** Puts a snapshot of the registry in force again. */
  public Uni<Publication> activate(String digest, Principal principal) {
    requireSystem(principal);
    return registry
        .activate(digest, principal.subject())
        .map(found -> found.orElseThrow(() -> unknown()))
        .invoke(this::announce);
  }

  /** Publishes the snapshot that a new mesh begins with; does nothing on any other mesh. */
  Uni<Void> publishFirst(byte[] yaml, String principal) {
    return checked(yaml)
        .chain(candidate -> registry.publishFirst(candidate, principal))
        .invoke(publication -> publication.ifPresent(this::announce))
        .replaceWithVoid();
  }

  /** The problem of a digest that is not in the registry. */
  public static ProblemException unknown() {
    return new ProblemException(Problem.NOT_FOUND, "There is no policy snapshot of this digest.");
  }

  /** Compiling is no work for an event loop; the answer arrives on the caller's. */
  private Uni<Candidate> checked(byte[] yaml) {
    return vertx.executeBlocking(() -> SnapshotCheck.check(yaml), false);
  }

  private void announce(Publication publication) {
    if (!publication.activated()) return;
    activations.increment();
    relay.wake();
    LOG.infof(
        "policy activated digest=%s name=%s version=%d",
        publication.snapshot().digest(),
        publication.snapshot().name(),
        publication.snapshot().version());
  }

  private static void requireSystem(Principal principal) {
    if (!principal.tenant().equals(TenantId.SYSTEM)) {
      throw new ProblemException(
          Problem.FORBIDDEN, "Only keys of the tenant system publish policies.");
    }
  }
}
