package dev.missionmesh.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventHeaders;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.Topics;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  private final OutgoingEvent sent =
      OutgoingEvent.of(
          Topics.AUDIT,
          EventTypes.NODE_STATE_CHANGED,
          TenantId.SYSTEM,
          "node-1",
          7,
          NOON,
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          new AuditEvents.NodeStateChanged("node-1", "ONLINE", "DEAD", "silent"));

  private ConsumerRecord<String, byte[]> received(Headers headers) {
    return new ConsumerRecord<>(
        sent.topic(), 3, 42, 0, TimestampType.CREATE_TIME, 0, 0, sent.key(), sent.data(), headers, Optional.empty());
  }

  @Test
  void whatIsSentIsWhatIsReceived() {
    IncomingEvent event =
        IncomingEvent.from(received(EmitterEventSender.headers("/missionmesh/mission", sent)));
    assertThat(event.id()).isEqualTo(sent.id().toString());
    assertThat(event.tenant()).isEqualTo("system");
    assertThat(event.sequence()).isEqualTo(7);
    assertThat(event.time()).isEqualTo(NOON);
    assertThat(event.traceparent()).isEqualTo(sent.traceparent());
    assertThat(event.dataAs(AuditEvents.NodeStateChanged.class).to()).isEqualTo("DEAD");
  }

  @Test
  void refusesARecordThatLacksARequiredAttribute() {
    Headers headers = EmitterEventSender.headers("/missionmesh/mission", sent);
    headers.remove(EventHeaders.TENANT);
    assertThatThrownBy(() -> IncomingEvent.from(received(headers)))
        .isInstanceOf(MalformedEvent.class)
        .hasMessageContaining(EventHeaders.TENANT);
  }

  @Test
  void refusesASequenceThatIsNoNumber() {
    Headers headers = EmitterEventSender.headers("/missionmesh/mission", sent);
    headers.remove(EventHeaders.SEQUENCE);
    headers.add(EventHeaders.SEQUENCE, "seven".getBytes());
    assertThatThrownBy(() -> IncomingEvent.from(received(headers))).isInstanceOf(MalformedEvent.class);
  }
}
