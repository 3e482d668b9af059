package dev.missionmesh.sandboxruntime.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.sandboxruntime.application.AttemptObserver.Watch;
import dev.missionmesh.sandboxruntime.domain.Executor;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.LeaseRef;
import dev.missionmesh.sandboxruntime.domain.Limits;
import dev.missionmesh.sandboxruntime.domain.MissionSpec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class AttemptTelemetryTest {
  private static final Lease LEASE =
      new Lease(
          new LeaseRef("acme", "m-1", 1),
          1,
          new byte[32],
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          new MissionSpec(Executor.COMMAND, List.of("true"), null, null, null),
          new Limits(1, 1, 1, 1, 1, 1),
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private final List<SpanData> spans = new CopyOnWriteArrayList<>();

  @Test
  void anAttemptIsASpanInTheTraceOfItsMission() {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter()))
            .build()) {
      Watch watch =
          new AttemptTelemetry(provider.get("test"), new SimpleMeterRegistry()).begin(LEASE);
      watch.spawned(Duration.ofMillis(1));
      watch.ended(null);
    }
    assertThat(spans).hasSize(1);
    assertThat(spans.getFirst().getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(spans.getFirst().getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(spans.getFirst().getName()).isEqualTo("attempt command");
  }

  @Test
  void attemptsAreCountedByOutcomeWithoutATracer() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    new AttemptTelemetry(null, meters).begin(LEASE).ended(null);
    assertThat(meters.get("mesh.node.attempts").tag("outcome", "lost").counter().count())
        .isEqualTo(1);
  }

  private SpanExporter exporter() {
    return new SpanExporter() {
      @Override
      public CompletableResultCode export(Collection<SpanData> batch) {
        spans.addAll(batch);
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
      }
    };
  }
}
