package dev.missionmesh.events;

import java.util.List;

/** Names of the Kafka topics that carry the mesh's facts, with how each is created. */
public final class Topics {
  public static final String MISSION_EVENTS = "mesh.mission.events";
  public static final String MISSION_LOGS = "mesh.mission.logs";
  public static final String POLICY_SNAPSHOTS = "mesh.policy.snapshots";
  public static final String POLICY_EVENTS = "mesh.policy.events";
  public static final String TENANTS = "mesh.tenancy.tenants";
  public static final String PURGES = "mesh.tenancy.purges";
  public static final String NODE_EVENTS = "mesh.node.events";
  public static final String USAGE = "mesh.usage";
  public static final String AUDIT = "mesh.audit";

  /** Partitions of every topic that is not compacted to a handful of keys. */
  public static final int PARTITIONS = 12;

  private static final long DAY_MS = 24L * 60 * 60 * 1000;

  /**
   * How a topic is to exist.
   *
   * @param name topic name
   * @param partitions number of partitions, fixed for the topic's life
   * @param compacted true for a topic that keeps the last record of each key for ever
   * @param retentionMs how long a record is kept, in milliseconds; ignored when compacted
   * @param producer the service whose login may write it
   */
  public record Definition(
      String name, int partitions, boolean compacted, long retentionMs, String producer) {}

  /** All topics, without their dead-letter companions. */
  public static List<Definition> all() {
    return List.of(
        new Definition(MISSION_EVENTS, PARTITIONS, false, 7 * DAY_MS, "mission"),
        new Definition(MISSION_LOGS, PARTITIONS, false, DAY_MS, "mission"),
        new Definition(POLICY_SNAPSHOTS, 1, true, 0, "policy"),
        new Definition(POLICY_EVENTS, PARTITIONS, false, 7 * DAY_MS, "policy"),
        new Definition(TENANTS, 1, true, 0, "gateway"),
        new Definition(PURGES, 1, false, 7 * DAY_MS, "mission"),
        new Definition(NODE_EVENTS, PARTITIONS, false, DAY_MS, "sandbox-runtime"),
        new Definition(USAGE, PARTITIONS, false, 7 * DAY_MS, "mission"),
        new Definition(AUDIT, PARTITIONS, false, 7 * DAY_MS, "mission"));
  }

  /** The topic to which a consumer moves a record it can never process; kept 30 days. */
  public static String deadLetter(String topic) {
    return topic + ".dlq";
  }

  private Topics() {}
}
