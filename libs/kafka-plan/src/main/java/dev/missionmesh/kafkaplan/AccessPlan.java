package dev.missionmesh.kafkaplan;

import dev.missionmesh.events.TopicRights;
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
public final class AccessPlan {
  /** For every user, of the first and the second name. */
  public static List<AclBinding> bindings() {
    return TopicRights.all().stream()
        .flatMap(r -> Stream.of(bindings(r, r.service()), bindings(r, r.service() + "_b")))
        .flatMap(List::stream)
        .toList();
  }

  private static List<AclBinding> bindings(TopicRights r, String user) {
    var all = new ArrayList<AclBinding>();
    Stream.concat(r.writes().stream(), r.reads().stream().map(Topics::deadLetter))
        .forEach(topic -> all.add(topic(user, topic, AclOperation.WRITE)));
    r.reads().forEach(topic -> all.add(topic(user, topic, AclOperation.READ)));
    if (!r.reads().isEmpty()) all.add(groups(user, r.service()));
    return all;
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
