package dev.missionmesh.clustersetup;

import dev.missionmesh.events.TopicRights;
import dev.missionmesh.kafkaplan.AccessPlan;
import dev.missionmesh.kafkaplan.TopicPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * The mesh's part of a Kafka that others may use as well: what is missing is made, nothing is taken away.
 *
 * @param kafka as an administrator
 * @param replicas copies of each record
 */
record KafkaSetup(Admin kafka, short replicas) {
  private static final ScramCredentialInfo COST = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

  void topics() throws ExecutionException, InterruptedException {
    var present = kafka.listTopics().names().get();
    var missing =
        TopicPlan.topics(replicas).stream().filter(topic -> !present.contains(topic.name())).toList();
    kafka.createTopics(missing).all().get();
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
    kafka.createAcls(AccessPlan.bindings()).all().get();
  }
}
