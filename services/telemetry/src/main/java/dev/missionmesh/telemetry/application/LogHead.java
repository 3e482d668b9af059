package dev.missionmesh.telemetry.application;

import dev.missionmesh.auditlog.AuditOrigin;
import dev.missionmesh.auditlog.Checkpoint;
import dev.missionmesh.auditlog.MerkleHash;
import dev.missionmesh.tenancy.TenantId;

/**
 * The committed head of a tenant's log.
 *
 * @param root 32 bytes
 */
public record LogHead(TenantId tenant, int epoch, long size, byte[] root) {

  /** The head of a log to which nothing has been appended. */
  public static LogHead empty(TenantId tenant) {
    return new LogHead(tenant, 1, 0, MerkleHash.emptyRoot());
  }

  public AuditOrigin origin() {
    return new AuditOrigin(tenant.value(), epoch);
  }

  public Checkpoint checkpoint() {
    return new Checkpoint(origin().toString(), size, root);
  }
}
