package dev.missionmesh.events;

import java.util.List;

/**
 * Which topics a service may write and read; what is not said here is refused. Beside it a service may write the dead-letter topic of
 * whatever it reads, and read as any consumer group named {@code <service>.<purpose>}.
 *
 * @param service its name, which is that of its Kafka user
 * @param writes names of topics
 * @param reads names of topics
 */
public record TopicRights(String service, List<String> writes, List<String> reads) {
  /** The rights of every service. */
  public static List<TopicRights> all() {
    return List.of(
        new TopicRights(
            "gateway",
            List.of(Topics.TENANTS, Topics.AUDIT),
            List.of(Topics.TENANTS, Topics.PURGES, Topics.MISSION_EVENTS, Topics.AUDIT)),
        new TopicRights(
            "mission",
            List.of(
                Topics.MISSION_EVENTS,
                Topics.MISSION_LOGS,
                Topics.AUDIT,
                Topics.USAGE,
                Topics.PURGES),
            List.of(Topics.POLICY_SNAPSHOTS, Topics.POLICY_EVENTS, Topics.TENANTS)),
        new TopicRights(
            "policy",
            List.of(
                Topics.POLICY_SNAPSHOTS, Topics.POLICY_EVENTS, Topics.AUDIT, Topics.PURGES),
            List.of(
                Topics.POLICY_SNAPSHOTS, Topics.MISSION_EVENTS, Topics.USAGE, Topics.TENANTS)),
        new TopicRights("sandbox-runtime", List.of(Topics.NODE_EVENTS), List.of()),
        new TopicRights(
            "telemetry", List.of(Topics.AUDIT, Topics.PURGES), allBut(Topics.MISSION_LOGS)),
        new TopicRights(
            "search-indexer",
            List.of(Topics.PURGES),
            List.of(Topics.MISSION_EVENTS, Topics.MISSION_LOGS, Topics.TENANTS)));
  }

  private static List<String> allBut(String excluded) {
    return Topics.all().stream()
        .map(Topics.Definition::name)
        .filter(name -> !name.equals(excluded))
        .toList();
  }
}
