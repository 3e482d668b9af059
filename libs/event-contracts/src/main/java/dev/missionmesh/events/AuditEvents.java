package dev.missionmesh.events;

import java.time.Instant;

/** Data of the events on {@code mesh.audit}: facts that no aggregate's own topic carries. */
public interface AuditEvents {
  /** Reason of a {@link CompletionRefused}: the node held the lease once, and was too late. */
  String LOST_LEASE = "the lease is no longer held";

  /** Reason of a {@link CompletionRefused}: the lease never was the node's. */
  String FOREIGN_LEASE = "the lease is another node's, or nobody's";

  /** Reason of a {@link NodeStateChanged} to {@code YELLOW}. */
  String NODE_DRIFTED = "capabilities or build changed";

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

  /**
   * Requests were refused at the door for want of a key that holds. Told in sums, so that an attacker cannot fill the log.
   *
   * @param address where they came from, an IPv6 one as its {@code /64}; null: from several
   * @param claimedTenant whose key was presented; nobody has checked it, unless the reason is expired or revoked; null: none, or
   *     several
   * @param claimedKey id of the key that was presented; null: none, or several
   */
  record AuthenticationFailed(
      String reason,
      String address,
      String claimedTenant,
      String claimedKey,
      long count,
      Instant firstAt,
      Instant lastAt) {}

  /** The watcher of the audit log raised an alert. {@code threshold} is what {@code count} had to reach. */
  record AlertRaised(
      String alertId,
      String rule,
      String targetKind,
      String target,
      long count,
      long threshold,
      Instant firstSeen,
      Instant lastSeen) {}

  /**
   * Data of a subject was erased from a log. It does not say whose, nor what it was.
   *
   * @param entries how many entries have no data any more
   * @param principal who asked for it; {@code self} if it was the subject
   */
  record EntriesErased(String erasureId, long entries, String principal) {}

  /**
   * The database was brought back to an earlier moment: the log goes on in another epoch, with the entries that it had then. Heads of
   * the previous epoch that are longer than {@code size} were signed before the restore, and their last entries are gone.
   *
   * @param size entries that the restored log has
   * @param root its root in hex
   * @param restoredTo the moment that was asked for; null if it is not known
   */
  record LogRestored(
      int epoch, int previousEpoch, long size, String root, Instant restoredTo, String principal) {}
}
