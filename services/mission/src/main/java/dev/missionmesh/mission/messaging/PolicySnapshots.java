package dev.missionmesh.mission.messaging;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.PolicyEvents;
import dev.missionmesh.messaging.IncomingEvent;
import dev.missionmesh.mission.application.PolicyDesk;
import dev.missionmesh.policyengine.InvalidSnapshot;
import dev.missionmesh.policyengine.Snapshot;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes what the policy service publishes, every replica all of it, and remembers it for the next
 * start.
 */
@ApplicationScoped
class PolicySnapshots {
  private static final Logger LOG = Logger.getLogger(PolicySnapshots.class);

  private final PolicyDesk desk;
  private final SnapshotFiles files;

  PolicySnapshots(PolicyDesk desk, SnapshotFiles files) {
    this.desk = desk;
    this.files = files;
  }

  void remember(@Observes StartupEvent started) {
    files.snapshot().ifPresent(this::install);
    files.heartbeat().ifPresent(this::hear);
  }

  @Incoming("policy-snapshots")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> record) {
    try {
      IncomingEvent event = IncomingEvent.from(record);
      if (event.type().equals(EventTypes.POLICY_SNAPSHOT)) {
        PolicyEvents.Snapshot snapshot = event.dataAs(PolicyEvents.Snapshot.class);
        if (install(snapshot)) files.keep(snapshot);
      } else if (event.type().equals(EventTypes.POLICY_HEARTBEAT)) {
        PolicyEvents.Heartbeat heartbeat = event.dataAs(PolicyEvents.Heartbeat.class);
        if (hear(heartbeat)) files.keep(heartbeat);
      }
    } catch (MalformedEvent e) {
      // The topic holds a handful of keys: a bad record is replaced by the next good one, and until
      // then the last one decides.
      LOG.errorf(e, "a record of the snapshot topic cannot be read: offset=%d", record.offset());
    }
  }

  private boolean install(PolicyEvents.Snapshot snapshot) {
    try {
      if (!Objects.equals(desk.digest(), snapshot.digest())) {
        var compiled = Snapshot.compile(snapshot.yaml());
        if (!compiled.digest().equals(snapshot.digest())) {
          throw new MalformedEvent("the snapshot's text does not have the digest it claims");
        }
        desk.install(compiled, snapshot.publishedAt());
      }
      return true;
    } catch (InvalidSnapshot e) {
      LOG.errorf(e, "the snapshot cannot be used: digest=%s", snapshot.digest());
      return false;
    }
  }

  /** A heartbeat counts only for the snapshot in force here. */
  private boolean hear(PolicyEvents.Heartbeat heartbeat) {
    if (desk.digest() == null || !desk.digest().equals(heartbeat.digest())) return false;
    desk.heard(heartbeat.at());
    return true;
  }
}
