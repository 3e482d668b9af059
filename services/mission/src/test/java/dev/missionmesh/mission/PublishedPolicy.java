package dev.missionmesh.mission;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.PolicyEvents;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.policyengine.SnapshotText;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts snapshots on the topic as the policy service does. */
final class PublishedPolicy {
  static final String DEFAULT =
      """
      apiVersion: missionmesh.dev/v1
      name: test
      rules:
        - id: no-restricted
          effect: deny
          match: {riskTiers: [RESTRICTED]}
          reason: nothing restricted runs here
        - id: all
          effect: allow
      """;

  /** Publishes a snapshot and the heartbeat that confirms it; returns the digest. */
  static String publish(String yaml, long version) {
    String digest = SnapshotText.digest(yaml);
    Instant now = Instant.now();
    try (var producer =
        new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer())) {
      send(
          producer,
          EventTypes.POLICY_SNAPSHOT,
          PolicyEvents.SNAPSHOT_KEY,
          new PolicyEvents.Snapshot(digest, "test", version, yaml, now));
      send(
          producer,
          EventTypes.POLICY_HEARTBEAT,
          PolicyEvents.HEARTBEAT_KEY,
          new PolicyEvents.Heartbeat(digest, now));
    }
    return digest;
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, String type, String key, Object data) {
    var event =
        OutgoingEvent.of(
            Topics.POLICY_SNAPSHOTS, type, TenantId.SYSTEM, key, 1, Instant.now(), null, data);
    var record = new ProducerRecord<>(Topics.POLICY_SNAPSHOTS, null, key, event.data());
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            event.id().toString(),
            "ce_source",
            "/missionmesh/policy",
            "ce_type",
            type,
            "ce_time",
            event.time().toString(),
            "ce_subject",
            key,
            "ce_partitionkey",
            key,
            "ce_tenant",
            "system",
            "ce_sequence",
            "1")
        .forEach((name, value) -> record.headers().add(name, value.getBytes()));
    var _ = producer.send(record);
  }

  private static Map<String, Object> settings() {
    Config config = ConfigProvider.getConfig();
    return Map.of(
        "bootstrap.servers",
        config.getValue("mesh.kafka.bootstrap", String.class),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"policy\" password=\"%s\";"
            .formatted(config.getValue("test.policy-password", String.class)));
  }

  private PublishedPolicy() {}
}
