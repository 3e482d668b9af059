package dev.missionmesh.localkafka;

import dev.missionmesh.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Which service may write and read which topic. What is not said here is refused. Each service has two users that take turns when
 * its password is rotated.
 */
final class AccessPlan {
  /** What one service may do; its consumer groups are all named {@code <service>.<purpose>}. */
  record Rights(String service, List<String> writes, List<String> reads) {}

  static List<Rights> rights() {
    return List.of(
        new Rights(
            "gateway",
            List.of(Topics.TENANTS, Topics.AUDIT),
            List.of(Topics.TENANTS, Topics.PURGES, Topics.MISSION_EVENTS, Topics.AUDIT)),
        new Rights(
            "mission",
            List.of(
                Topics.MISSION_EVENTS,
                Topics.MISSION_LOGS,
                Topics.AUDIT,
                Topics.USAGE,
                Topics.PURGES),
            List.of(Topics.POLICY_SNAPSHOTS, Topics.POLICY_EVENTS, Topics.TENANTS)),
        new Rights(
            "policy",
            List.of(
                Topics.POLICY_SNAPSHOTS, Topics.POLICY_EVENTS, Topics.AUDIT, Topics.PURGES),
            List.of(
                Topics.POLICY_SNAPSHOTS, Topics.MISSION_EVENTS, Topics.USAGE, Topics.TENANTS)),
        new Rights("sandbox-runtime", List.of(Topics.NODE_EVENTS), List.of()),
        new Rights("telemetry", List.of(Topics.AUDIT, Topics.PURGES), allBut(Topics.MISSION_LOGS)),
        new Rights(
            "search-indexer",
            List.of(Topics.PURGES),
            List.of(Topics.MISSION_EVENTS, Topics.MISSION_LOGS, Topics.TENANTS)));
  }

  static List<AclBinding> bindings() {
    return rights().stream()
        .flatMap(r -> Stream.of(bindings(r, r.service()), bindings(r, r.service() + "_b")))
        .flatMap(List::stream)
        .toList();
  }

  private static List<AclBinding> bindings(Rights r, String user) {
    var all = new ArrayList<AclBinding>();
    Stream.concat(r.writes().stream(), r.reads().stream().map(Topics::deadLetter))
        .forEach(topic -> all.add(topic(user, topic, AclOperation.WRITE)));
    r.reads().forEach(topic -> all.add(topic(user, topic, AclOperation.READ)));
    if (!r.reads().isEmpty()) all.add(groups(user, r.service()));
    return all;
  }

  private static List<String> allBut(String excluded) {
    return Topics.all().stream()
        .map(Topics.Definition::name)
        .filter(name -> !name.equals(excluded))
        .toList();
  }

  private static AclBinding topic(String user, String topic, AclOperation operation) {
    return allow(
        user, new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL), operation);
  }

  private static AclBinding groups(String user, String service) {
    return allow(
        user,
        new ResourcePattern(ResourceType.GROUP, service + ".", PatternType.PREFIXED),
        AclOperation.READ);
  }

  private static AclBinding allow(
      String user, ResourcePattern resource, AclOperation operation) {
    return new AclBinding(
        resource,
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  private AccessPlan() {}
}
