package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * All that is kept of a tenant, written to a file by an administrator.
 *
 * @param sha256 hash of the file, lower-case hex
 * @param auditSize entries of the tenant's audit log in it; null in a mesh without one
 * @param auditRoot root of the log at that size, lower-case hex; null together with the size
 * @param by who exported it
 */
public record TenantExport(
    TenantId tenant, String sha256, Long auditSize, String auditRoot, String by, Instant at) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public static boolean isHash(String text) {
    return text != null && HASH.matcher(text).matches();
  }
}
