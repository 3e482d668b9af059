package dev.missionmesh.events;

/** Data of the events on {@code mesh.audit}: facts that no aggregate's own topic carries. */
public interface AuditEvents {
  /** A submit was denied; there is no mission. {@code specSha256} is the hash of the canonical request. */
  record MissionDenied(
      String decisionId,
      String principal,
      String name,
      String executor,
      String specSha256,
      MissionEvents.Decision policy) {}

  /** A completion was refused: stale token, wrong hash or wrong MAC. */
  record CompletionRefused(
      String missionId, int attempt, String node, long token, String reason, String sha256) {}

  /** A node changed between ONLINE, STALE and DEAD, or its capabilities drifted (YELLOW). */
  record NodeStateChanged(String node, String from, String to, String reason) {}
}
