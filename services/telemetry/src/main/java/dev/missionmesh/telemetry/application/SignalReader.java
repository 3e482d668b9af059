package dev.missionmesh.telemetry.application;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.Topics;
import dev.missionmesh.telemetry.config.AlertsConfig;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.telemetry.domain.Signal;
import dev.missionmesh.telemetry.domain.Signal.Aim;
import dev.missionmesh.telemetry.domain.Suspicion;
import dev.missionmesh.telemetry.domain.Target;
import dev.missionmesh.tenancy.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds in facts what the watcher counts. */
@ApplicationScoped
public class SignalReader {
  private static final String YELLOW = "YELLOW";

  private final AlertsConfig config;

  public SignalReader(AlertsConfig config) {
    this.config = config;
  }

  /** The fact's signal; none if it is an ordinary one, or cannot be read. Only what services say is believed: nodes cannot write there. */
  public Optional<Signal> read(Fact fact) {
    if (!fact.topic().equals(Topics.AUDIT)) {
      return Optional.empty();
    }
    try {
      return switch (fact.type()) {
        case EventTypes.AUTHENTICATION_FAILED ->
            refused(fact, data(fact, AuditEvents.AuthenticationFailed.class));
        case EventTypes.COMPLETION_REFUSED ->
            Optional.of(completion(fact, data(fact, AuditEvents.CompletionRefused.class)));
        case EventTypes.NODE_STATE_CHANGED ->
            node(fact, data(fact, AuditEvents.NodeStateChanged.class));
        default -> Optional.empty();
      };
    } catch (MalformedEvent | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static <T> T data(Fact fact, Class<T> type) {
    return EventJson.read(fact.data(), type);
  }

  private Optional<Signal> refused(Fact fact, AuditEvents.AuthenticationFailed data) {
    if (data.count() < 1) {
      return Optional.empty();
    }
    AlertsConfig.Authentication limits = config.authentication();
    String address = data.address() == null ? Target.SEVERAL : data.address();
    long most = LocalAddress.is(address) ? limits.localFailures() : limits.failures();
    List<Aim> aims = new ArrayList<>();
    aims.add(new Aim(new Target("address", address), most, limits.window()));
    if (data.claimedTenant() != null) {
      if (data.claimedKey() != null) {
        String key = data.claimedTenant() + "/" + data.claimedKey();
        aims.add(new Aim(new Target("key", key), limits.failures(), limits.window()));
      }
      Target tenant = new Target("tenant", data.claimedTenant());
      aims.add(new Aim(tenant, limits.failures(), limits.window()));
    }
    return Optional.of(
        new Signal(
            fact.tenant(),
            Suspicion.AUTHENTICATION_BURST,
            aims,
            data.count(),
            (data.lastAt() == null ? fact.time() : data.lastAt()).truncatedTo(SECONDS)));
  }

  private Signal completion(Fact fact, AuditEvents.CompletionRefused data) {
    AlertsConfig.Nodes limits = config.nodes();
    return switch (data.reason()) {
      case AuditEvents.FOREIGN_LEASE ->
          ofNode(fact, Suspicion.FOREIGN_LEASE, data.node(), limits.foreignLeases());
      case AuditEvents.LOST_LEASE ->
          ofNode(fact, Suspicion.STALE_LEASE, data.node(), limits.staleLeases());
      default -> ofNode(fact, Suspicion.RESULT_MISMATCH, data.node(), limits.resultMismatches());
    };
  }

  private Optional<Signal> node(Fact fact, AuditEvents.NodeStateChanged data) {
    return YELLOW.equals(data.to()) && AuditEvents.NODE_DRIFTED.equals(data.reason())
        ? Optional.of(ofNode(fact, Suspicion.NODE_DRIFT, data.node(), config.nodes().drifts()))
        : Optional.empty();
  }

  /** Nodes are the mesh's: no tenant is told of them. */
  private Signal ofNode(Fact fact, Suspicion suspicion, String node, long threshold) {
    Aim aim = new Aim(new Target("node", node), threshold, config.nodes().window());
    return new Signal(
        TenantId.SYSTEM, suspicion, List.of(aim), 1, fact.time().truncatedTo(SECONDS));
  }
}
