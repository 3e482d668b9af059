package dev.missionmesh.sandboxruntime.domain;

/**
 * What kind of sandbox an attempt ran in.
 *
 * @param degraded true when it gives less than the full promise
 * @param degradedReason null unless degraded
 */
public record SandboxInfo(String backend, boolean degraded, String degradedReason) {
  /** For attempts that start no process. */
  public static final SandboxInfo NONE = new SandboxInfo("none", false, null);
}
