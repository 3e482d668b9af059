package dev.missionmesh.telemetry.application;

import dev.missionmesh.auditlog.CompactRange;
import dev.missionmesh.auditlog.LogEntry;
import dev.missionmesh.auditlog.MerkleHash;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.tenancy.TenantId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A tenant's log while entries are added to it: numbers them, salts them, hashes them. */
public final class LogExtension {
  /** An entry as it is stored. */
  public record Row(long index, Fact fact, byte[] leaf, byte[] salt) {}

  private static final SecureRandom RANDOM = new SecureRandom();

  private final TenantId tenant;
  private final CompactRange range;
  private final List<Row> rows = new ArrayList<>();

  /** Continues from a head that the caller has locked. */
  public LogExtension(TenantId tenant, long size, byte[] frontier) {
    this.tenant = tenant;
    this.range = new CompactRange(size, frontier);
  }

  public void append(Fact fact) {
    byte[] salt = new byte[LogEntry.SALT_LENGTH];
    RANDOM.nextBytes(salt);
    LogEntry entry =
        new LogEntry(
            range.size(),
            fact.id().toString(),
            fact.type(),
            fact.time(),
            fact.source(),
            fact.subject(),
            tenant.value(),
            fact.topic(),
            fact.sequence(),
            LogEntry.commitment(salt, fact.data()));
    byte[] leaf = entry.leaf();
    rows.add(new Row(range.size(), fact, leaf, salt));
    range.append(MerkleHash.leaf(leaf));
  }

  public TenantId tenant() {
    return tenant;
  }

  public List<Row> rows() {
    return rows;
  }

  public long size() {
    return range.size();
  }

  public byte[] frontier() {
    return range.frontier();
  }

  public byte[] root() {
    return range.root();
  }
}
