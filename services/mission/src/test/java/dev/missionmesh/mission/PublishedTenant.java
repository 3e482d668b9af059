package dev.missionmesh.mission;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tells of a tenant as the gateway does. */
final class PublishedTenant {
  static void publish(String tenant, long revision, Integer maxQueuedMissions) {
    Instant now = Instant.now();
    var data =
        new TenancyEvents.TenantChanged(
            tenant,
            tenant,
            "active",
            now,
            "key:k",
            new TenancyEvents.Settings(
                null,
                new TenancyEvents.Quotas(null, null, maxQueuedMissions),
                null,
                null,
                null));
    var event =
        OutgoingEvent.of(
            Topics.TENANTS,
            EventTypes.TENANT_CHANGED,
            new TenantId(tenant),
            tenant,
            revision,
            now,
            null,
            data);
    var record = new ProducerRecord<>(Topics.TENANTS, null, tenant, event.data());
    Map<String, String> headers =
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", event.id().toString(),
            "ce_source", "/missionmesh/gateway",
            "ce_type", event.type(),
            "ce_time", now.toString(),
            "ce_subject", tenant,
            "ce_partitionkey", tenant,
            "ce_tenant", tenant,
            "ce_sequence", Long.toString(revision));
    headers.forEach((name, value) -> record.headers().add(name, value.getBytes()));
    try (var producer =
        new KafkaProducer<>(login(), new StringSerializer(), new ByteArraySerializer())) {
      var _ = producer.send(record);
    }
  }

  private static Map<String, Object> login() {
    Config config = ConfigProvider.getConfig();
    return Map.of(
        "bootstrap.servers",
        config.getValue("mesh.kafka.bootstrap", String.class),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"gateway\" password=\"%s\";"
            .formatted(config.getValue("test.gateway-password", String.class)));
  }

  private PublishedTenant() {}
}
