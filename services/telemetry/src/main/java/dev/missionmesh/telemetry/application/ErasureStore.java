package dev.missionmesh.telemetry.application;

import dev.missionmesh.telemetry.domain.Erasure;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where erasures are kept, and done. */
public interface ErasureStore {
  /**
   * Writes down that a subject's data is to be erased from all that the log now holds. One that runs for the same subject is
   * answered instead.
   *
   * @param principal who asks; never the subject itself
   */
  Uni<Erasure> request(TenantId tenant, String subject, String principal);

  /** Empty if the tenant has none of that id. */
  Uni<Optional<Erasure>> find(TenantId tenant, UUID id);

  /** Those of all tenants that are not finished. */
  Uni<List<Erasure>> running();

  /**
   * Goes on with an erasure by one page of the log, in one transaction. With the last one the subject is forgotten, and the fact
   * that it happened is told.
   *
   * @return what it now is; empty if another replica is at it
   */
  Uni<Optional<Erasure>> step(Erasure erasure);
}
