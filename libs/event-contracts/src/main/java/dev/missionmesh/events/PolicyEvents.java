package dev.missionmesh.events;

import java.time.Instant;

/** Data of the events on {@code mesh.policy.snapshots} (compacted) and {@code mesh.policy.events}. */
public interface PolicyEvents {
  /** Record key of the active snapshot on the compacted topic. */
  String SNAPSHOT_KEY = "global";

  /** Record key of the heartbeat on the compacted topic. */
  String HEARTBEAT_KEY = "heartbeat";

  /** The active snapshot, whole: {@code yaml} is the text whose digest is {@code digest}. */
  record Snapshot(String digest, String name, long version, String yaml, Instant publishedAt) {}

  /** The policy service lives and {@code digest} is active at {@code at}. */
  record Heartbeat(String digest, Instant at) {}

  /** A snapshot became the active one. */
  record Published(String digest, String previous, String name, long version, String principal) {}
}
