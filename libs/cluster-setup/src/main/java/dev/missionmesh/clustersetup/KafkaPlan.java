package dev.missionmesh.clustersetup;

import dev.missionmesh.events.TopicRights;
import dev.missionmesh.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The mesh's part of a Kafka that others may use as well: what is missing is made, nothing is taken away.
 *
 * @param kafka as an administrator
 * @param replicas copies of each record
 */
record KafkaPlan(Admin kafka, short replicas) {
  private static final long DEAD_LETTER_MS = 30L * 24 * 60 * 60 * 1000;
  private static final ScramCredentialInfo COST = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

  void topics() throws ExecutionException, InterruptedException {
    var present = kafka.listTopics().names().get();
    var missing =
        Topics.all().stream()
            .flatMap(t -> Stream.of(topic(t), deadLetter(t)))
            .filter(t -> !present.contains(t.name()))
            .toList();
    kafka.createTopics(missing).all().get();
  }

  private NewTopic topic(Topics.Definition t) {
    var settings =
        t.compacted() ? Map.of("cleanup.policy", "compact") : Map.of("retention.ms", Long.toString(t.retentionMs()));
    return new NewTopic(t.name(), t.partitions(), replicas).configs(settings);
  }

  private NewTopic deadLetter(Topics.Definition t) {
    return new NewTopic(Topics.deadLetter(t.name()), 1, replicas)
        .configs(Map.of("retention.ms", Long.toString(DEAD_LETTER_MS)));
  }

  /** Gives every service's user its password. */
  void users(Properties passwords) throws ExecutionException, InterruptedException {
    var changes = new ArrayList<UserScramCredentialAlteration>();
    for (TopicRights rights : TopicRights.all()) {
      for (String user : List.of(rights.service(), rights.service() + "_b")) {
        String password = passwords.getProperty(user);
        if (password != null) changes.add(new UserScramCredentialUpsertion(user, COST, password));
      }
    }
    kafka.alterUserScramCredentials(changes).all().get();
  }

  /** Lets each service, and its second user, write and read what it may. */
  void rights() throws ExecutionException, InterruptedException {
    var bindings = new ArrayList<AclBinding>();
    for (TopicRights rights : TopicRights.all()) {
      for (String user : List.of(rights.service(), rights.service() + "_b")) {
        Stream.concat(rights.writes().stream(), rights.reads().stream().map(Topics::deadLetter))
            .forEach(t -> bindings.add(allow(user, ResourceType.TOPIC, t, PatternType.LITERAL, AclOperation.WRITE)));
        rights.reads().forEach(t -> bindings.add(allow(user, ResourceType.TOPIC, t, PatternType.LITERAL, AclOperation.READ)));
        if (!rights.reads().isEmpty()) {
          bindings.add(allow(user, ResourceType.GROUP, rights.service() + ".", PatternType.PREFIXED, AclOperation.READ));
        }
      }
    }
    kafka.createAcls(bindings).all().get();
  }

  private static AclBinding allow(String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }
}
