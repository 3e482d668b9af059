package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Deletion;
import dev.missionmesh.gateway.domain.TenantExport;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Deletes tenants: only a suspended one that was exported since. The gateway removes its own rows at
 * once, the other services theirs when they hear of it; when all have told, the id's grave is all
 * that is left. Whatever was begun goes on after any crash.
 */
@ApplicationScoped
public class TenantDeletion {
  private final DeletionStore store;
  private final PurgingServices services;
  private final TenantCache cache;
  private final Publication publication;
  private final Clock clock;
  private final AtomicBoolean busy = new AtomicBoolean();

  TenantDeletion(
      DeletionStore store,
      PurgingServices services,
      TenantCache cache,
      Publication publication,
      Clock clock) {
    this.store = store;
    this.cache = cache;
    this.services = services;
    this.publication = publication;
    this.clock = clock;
  }

  /** The services that keep something of tenants, this one left out. */
  public Set<String> services() {
    return services.names();
  }

  /** Notes an export; fails with {@code not-found}. */
  public Uni<TenantExport> exported(
      TenantId tenant, String sha256, Long auditSize, String auditRoot, String by) {
    TenantExport export = new TenantExport(tenant, sha256, auditSize, auditRoot, by, now());
    return store
        .exported(export)
        .invoke(noted -> require(noted, Problem.NOT_FOUND, "There is no such tenant."))
        .invoke(publication::wake)
        .replaceWith(export);
  }

  /** Begins, or goes on with, a deletion; fails with {@code not-found} or {@code conflict}. */
  public Uni<Deletion> delete(TenantId tenant, String by) {
    require(
        !tenant.equals(TenantId.SYSTEM),
        Problem.CONFLICT,
        "The system tenant runs the mesh and cannot be deleted.");
    return store
        .begin(tenant, now(), by)
        .invoke(attempt -> requireBegun(tenant, attempt))
        .invoke(() -> cache.forget(tenant))
        .invoke(publication::wake)
        .chain(() -> removeOwn(tenant))
        .chain(() -> progress(tenant));
  }

  /** How far a deletion has come; fails with {@code not-found}. */
  public Uni<Deletion> progress(TenantId tenant) {
    return store
        .find(tenant)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            Problem.NOT_FOUND, "No such tenant is being or has been deleted.")));
  }

  /** A service has told that it keeps nothing of a tenant any more. */
  public Uni<Void> told(TenantId tenant, String service, long rows) {
    return store.told(tenant, service, rows, now()).chain(this::goOn);
  }

  /** Takes every deletion under way as far as it can get now. */
  public Uni<Void> goOn() {
    if (!busy.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return store
        .underWay()
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(
            tenant ->
                removeOwn(tenant).chain(() -> store.finish(tenant, services.names(), now())))
        .collect()
        .asList()
        .invoke(
            ended -> {
              if (ended.contains(true)) publication.wake();
            })
        .onTermination()
        .invoke(() -> busy.set(false))
        .replaceWithVoid();
  }

  private Uni<Void> removeOwn(TenantId tenant) {
    return Multi.createBy()
        .repeating()
        .uni(() -> store.remove(tenant))
        .until(rows -> rows == 0)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static void requireBegun(TenantId tenant, DeletionStore.Attempt attempt) {
    switch (attempt) {
      case BEGUN -> {}
      case UNKNOWN -> require(false, Problem.NOT_FOUND, "There is no such tenant.");
      case NOT_SUSPENDED ->
          require(
              false,
              Problem.CONFLICT,
              "Only a suspended tenant can be deleted. Suspend it with POST /api/v1/tenants/"
                  + tenant
                  + "/suspend, export it, then delete it.");
      case NOT_EXPORTED ->
          require(
              false,
              Problem.CONFLICT,
              "The tenant has not been exported since it was suspended. Run: mesh tenant export "
                  + tenant);
    }
  }

  private static void require(boolean met, Problem problem, String detail) {
    if (!met) {
      throw new ProblemException(problem, detail);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
