package dev.missionmesh.mission.application;

import dev.missionmesh.messaging.TenantRemoval;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lets a tenant go: its missions are cancelled, each with its event, before its rows are removed. */
@ApplicationScoped
public class TenantDeparture implements TenantRemoval {
  private static final int BATCH = 200;

  private final DepartureStore store;
  private final CancelMission cancel;

  TenantDeparture(DepartureStore store, CancelMission cancel) {
    this.store = store;
    this.cancel = cancel;
  }

  @Override
  public Uni<Boolean> settle(TenantId tenant) {
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                store
                    .unfinished(tenant, BATCH)
                    .call(found -> cancelAll(tenant, found))
                    .map(List::size))
        .until(found -> found < BATCH)
        .collect()
        .last()
        .chain(() -> store.isQuiet(tenant));
  }

  private Uni<Void> cancelAll(TenantId tenant, List<MissionId> missions) {
    return Multi.createFrom()
        .iterable(missions)
        .onItem()
        .transformToUniAndConcatenate(id -> cancel(tenant, id))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** One that has ended or vanished meanwhile is as good as cancelled. */
  private Uni<Void> cancel(TenantId tenant, MissionId id) {
    return cancel.cancel(tenant, id).onFailure(ProblemException.class).recoverWithNull();
  }

  @Override
  public Uni<Long> remove(TenantId tenant) {
    return store.remove(tenant);
  }
}
