package dev.missionmesh.auditlog;

import java.util.List;

/**
 * Outcome of a verification.
 *
 * @param size entries that the checkpoint signs; 0 if it could not be opened
 * @param erased entries whose data has been erased; they verify all the same
 * @param findings what speaks against the export, the first {@value AuditVerifier#MAX_FINDINGS}; empty if it verifies
 */
public record Verification(long size, long erased, List<Finding> findings) {
  public Verification {
    findings = List.copyOf(findings);
  }

  /** Whether every line is what was signed. */
  public boolean ok() {
    return findings.isEmpty();
  }
}
