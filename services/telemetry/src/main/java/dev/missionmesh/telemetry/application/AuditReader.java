package dev.missionmesh.telemetry.application;

import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Where the logs are kept, seen from the side that reads one tenant's. */
public interface AuditReader {
  /** An entry as it is stored; salt and data are null once erased. */
  record Stored(long index, UUID eventId, byte[] leaf, byte[] salt, byte[] data) {}

  /** The committed head; the empty one for a tenant without a log. */
  Uni<LogHead> head(TenantId tenant);

  /** Entries from an index up to, but without, another: as many as one page takes, at least one if there is any. */
  Uni<List<Stored>> page(TenantId tenant, long from, long end);

  /** Entries whose subject is that mission, oldest first. */
  Uni<List<Stored>> ofMission(TenantId tenant, UUID mission);
}
