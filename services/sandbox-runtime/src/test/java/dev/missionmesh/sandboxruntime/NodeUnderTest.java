package dev.missionmesh.sandboxruntime;

import dev.missionmesh.sandboxruntime.application.MissionService.Presentation;
import dev.missionmesh.sandboxruntime.application.NodeEvents;
import dev.missionmesh.sandboxruntime.application.NodeTerms;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.WorkingNode;
import dev.missionmesh.sandboxruntime.domain.Executor;
import dev.missionmesh.sandboxruntime.mission.HttpMissionService;
import dev.missionmesh.sandboxruntime.observability.AttemptTelemetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node that talks to a {@link FakeMission}. */
final class NodeUnderTest implements AutoCloseable, NodeEvents {
  static final NodeTerms TERMS =
      new NodeTerms(
          64,
          4,
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofMillis(300));

  final List<String> events = new CopyOnWriteArrayList<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final WorkingNode node;
  private final Vertx vertx = Vertx.vertx();
  private final HttpMissionService service;

  NodeUnderTest(FakeMission mission, SandboxBackend backend, NodeTerms terms) {
    service = new HttpMissionService(vertx, mission.url(), "node-1", () -> "node-token");
    Presentation presentation =
        new Presentation("test", terms.slots(), "fake", false, null, Executor.wireNames(), "00");
    node =
        new WorkingNode(
            service, backend, presentation, terms, new AttemptTelemetry(null, meters), this);
    node.start();
  }

  @Override
  public void registered(Presentation presentation) {
    events.add("registered");
  }

  @Override
  public void sandboxSwept(String sandbox) {
    events.add("swept");
  }

  @Override
  public Uni<Void> stopped(int released) {
    events.add("stopped " + released);
    return Uni.createFrom().voidItem();
  }

  @Override
  public void close() {
    node.drain();
    service.close();
    vertx.closeAndAwait();
  }
}
