package dev.missionmesh.sandboxruntime.config;

import dev.missionmesh.messaging.EmitterEventSender;
import dev.missionmesh.sandboxruntime.application.MissionService.Presentation;
import dev.missionmesh.sandboxruntime.application.NodeSandboxes;
import dev.missionmesh.sandboxruntime.application.NodeTerms;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.WorkingNode;
import dev.missionmesh.sandboxruntime.domain.Executor;
import dev.missionmesh.sandboxruntime.domain.SandboxInfo;
import dev.missionmesh.sandboxruntime.kubernetes.KubernetesSandboxes;
import dev.missionmesh.sandboxruntime.kubernetes.KubernetesSettings;
import dev.missionmesh.sandboxruntime.messaging.KafkaNodeEvents;
import dev.missionmesh.sandboxruntime.mission.HttpMissionService;
import dev.missionmesh.sandboxruntime.observability.AttemptTelemetry;
import dev.missionmesh.sandboxruntime.sandbox.HostSandboxes;
import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings;
import dev.missionmesh.tenancy.InternalTokens;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** One life of the node, from the start of the process to its end. */
@ApplicationScoped
public class NodeLife {
  private static final TenantId SYSTEM = new TenantId("system");

  private final NodeConfig config;
  private final StateConfig state;
  private final Vertx vertx;
  private final InternalTokens tokens;
  private final MeterRegistry meters;
  private final Tracer tracer;
  private final MutinyEmitter<byte[]> emitter;
  private final String missionUrl;
  private final String version;

  private NodeIdentity identity;
  private NodeSandboxes sandboxes;
  private HttpMissionService mission;
  private volatile WorkingNode node;

  NodeLife(
      NodeConfig config,
      StateConfig state,
      Vertx vertx,
      InternalTokens tokens,
      MeterRegistry meters,
      Tracer tracer,
      @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> emitter,
      @ConfigProperty(name = "mesh.services.mission.url") String missionUrl,
      @ConfigProperty(name = "quarkus.application.version") String version,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false")
          boolean withoutTraces) {
    this.config = config;
    this.state = state;
    this.vertx = vertx;
    this.tokens = tokens;
    this.meters = meters;
    this.tracer = withoutTraces ? null : tracer;
    this.emitter = emitter;
    this.missionUrl = missionUrl;
    this.version = version;
  }

  void begin(@Observes StartupEvent event) throws IOException, SandboxFailed {
    identity = NodeIdentity.in(state.directory());
    KafkaNodeEvents events =
        new KafkaNodeEvents(new EmitterEventSender(emitter), identity.id(), identity::nextSequence);
    sandboxes = config.backend() == BackendChoice.KUBERNETES ? pods(events) : onHost(events);
    String subject = "node:" + identity.id();
    mission =
        new HttpMissionService(
            vertx,
            missionUrl,
            identity.id(),
            () -> tokens.token("mission", SYSTEM, subject, Set.of(Scopes.NODE_WORK)));
    node =
        new WorkingNode(
            mission,
            sandboxes.backend(),
            presentation(sandboxes.backend().info()),
            terms(),
            new AttemptTelemetry(tracer, meters),
            events);
    gauges(node);
    node.start();
  }

  void end(@Observes ShutdownEvent event) throws IOException {
    if (node != null) {
      node.drain();
      mission.close();
    }
    if (sandboxes != null) {
      sandboxes.close();
    }
    if (identity != null) {
      identity.close();
    }
  }

  /** True once the node takes work. */
  public boolean working() {
    WorkingNode begun = node;
    return begun != null && begun.registered();
  }

  private NodeSandboxes pods(KafkaNodeEvents events) throws SandboxFailed {
    KubernetesSettings settings = config.kubernetes().settings(config.uidBase());
    return KubernetesSandboxes.open(
        KubernetesConfig.client(), settings, identity.id(), events::sandboxSwept);
  }

  private NodeSandboxes onHost(KafkaNodeEvents events) throws IOException, SandboxFailed {
    HostSandboxes host = HostSandboxes.open(settings(), identity.id());
    host.swept().forEach(events::sandboxSwept);
    return host;
  }

  private SandboxSettings settings() {
    return new SandboxSettings(
        config.backend().onHost(),
        config.runDirectory().orElseGet(NodeLife::usualRunDirectory),
        state.directory(),
        config.uidBase(),
        config.preparedWorkspaces(),
        config.preparedDiskBytes());
  }

  private static Path usualRunDirectory() {
    Path shared = Path.of("/run");
    return Files.isWritable(shared)
        ? shared.resolve("missionmesh")
        : Path.of(
            System.getProperty("java.io.tmpdir"), "missionmesh-" + System.getProperty("user.name"));
  }

  private NodeTerms terms() {
    return new NodeTerms(
        config.slots(),
        config.processes(),
        config.leaseWait(),
        config.cancelCheck(),
        config.safety(),
        config.drainGrace());
  }

  private Presentation presentation(SandboxInfo sandbox) {
    String capabilities =
        String.join(
            "\n",
            "backend=" + sandbox.backend(),
            "degraded=" + sandbox.degraded(),
            "executors=" + Executor.wireNames(),
            "architecture=" + System.getProperty("os.arch"),
            "kernel=" + System.getProperty("os.version"),
            "slots=" + config.slots(),
            "processes=" + config.processes());
    return new Presentation(
        BuildIdentity.buildId(version),
        config.slots(),
        sandbox.backend(),
        sandbox.degraded(),
        sandbox.degradedReason(),
        Executor.wireNames(),
        BuildIdentity.sha256(capabilities));
  }

  private void gauges(WorkingNode working) {
    Gauge.builder("mesh.node.leases", working, WorkingNode::leased)
        .description("Leases held whose attempts have not ended")
        .register(meters);
    Gauge.builder("mesh.node.sandboxes", working, WorkingNode::running)
        .description("Sandboxes that run")
        .register(meters);
  }
}
