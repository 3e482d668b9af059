package dev.missionmesh.localkafka;

import dev.missionmesh.kafkaplan.AccessPlan;
import dev.missionmesh.kafkaplan.TopicPlan;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Brings topics and access rights of a running broker to the plan. Repeatable. */
final class Preparation {
  private static final short REPLICAS = 1;

  static void run(BrokerSettings settings) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(settings.adminClient())) {
      topics(admin);
      rights(admin);
    }
  }

  private static void topics(Admin admin) throws ExecutionException, InterruptedException {
    var present = admin.listTopics().names().get();
    var missing = TopicPlan.topics(REPLICAS).stream().filter(t -> !present.contains(t.name())).toList();
    admin.createTopics(missing).all().get();
  }

  /** Rights that the plan no longer names are taken back. */
  private static void rights(Admin admin) throws ExecutionException, InterruptedException {
    var present = admin.describeAcls(AclBindingFilter.ANY).values().get();
    var wanted = AccessPlan.bindings();
    admin.createAcls(wanted.stream().filter(b -> !present.contains(b)).toList()).all().get();
    admin
        .deleteAcls(
            present.stream().filter(b -> !wanted.contains(b)).map(b -> b.toFilter()).toList())
        .all()
        .get();
  }

  private Preparation() {}
}
