package dev.missionmesh.operator.config;

import dev.missionmesh.operator.application.Backoff;
import dev.missionmesh.operator.application.Credential;
import dev.missionmesh.operator.application.MeshUnavailable;
import dev.missionmesh.operator.application.Settings;
import dev.missionmesh.operator.kubernetes.MeshOperator;
import dev.missionmesh.operator.mesh.HttpMeshDoor;
import dev.missionmesh.secrets.Secrets;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Starts the operator, again and again until the API server answers and knows the kinds, and stops
 * it.
 */
@ApplicationScoped
public class OperatorLife {
  private static final Logger LOG = Logger.getLogger(OperatorLife.class);

  private final Settings settings;
  private final Secrets secrets;
  private final MeterRegistry metrics;
  private final URI gateway;
  private volatile boolean stopping;
  private volatile MeshOperator running;
  private Thread starter;
  private HttpMeshDoor door;
  private KubernetesClient client;

  OperatorLife(
      OperatorConfig config,
      Secrets secrets,
      MeterRegistry metrics,
      @ConfigProperty(name = "mesh.services.gateway.url") URI gateway) {
    this.settings = config.settings();
    this.secrets = secrets;
    this.metrics = metrics;
    this.gateway = gateway;
  }

  void begin(@Observes StartupEvent event) {
    client = new KubernetesClientBuilder().build();
    door = new HttpMeshDoor(gateway, settings, Clock.systemUTC(), metrics);
    Gauge.builder("mesh.operator.missions.followed", this, OperatorLife::followed)
        .register(metrics);
    starter = Thread.ofPlatform().daemon().name("operator-start").start(this::start);
  }

  private void start() {
    for (int failures = 0; !stopping; failures++) {
      MeshOperator operator =
          new MeshOperator(client, door, own(), settings, Clock.systemUTC(), metrics, this::lost);
      try {
        operator.start();
        running = operator;
        LOG.infof(
            "operator started cluster=%s namespace=%s", settings.cluster(), settings.namespace());
        return;
      } catch (RuntimeException e) {
        LOG.warnf("operator not started: %s", e.getMessage());
        stop(operator);
        forgetMeters();
      }
      try {
        Thread.sleep(Backoff.after(failures, settings.firstRetry(), settings.longestRetry()));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** The SDK's gauges look at the operator that registered them: the next one has its own. */
  private void forgetMeters() {
    metrics.getMeters().stream()
        .filter(meter -> meter.getId().getName().startsWith("operator.sdk."))
        .toList()
        .forEach(metrics::remove);
  }

  private int followed() {
    MeshOperator operator = running;
    return operator == null ? 0 : operator.followed();
  }

  /** Another operator has taken over: this one ends, and is started anew by whoever started it. */
  private void lost() {
    if (running != null && !stopping) {
      LOG.error("leadership lost, the operator stops");
      Quarkus.asyncExit(1);
    }
  }

  /** Whether it works. */
  boolean healthy() {
    MeshOperator operator = running;
    return operator != null && operator.healthy();
  }

  private Credential own() {
    return new Credential() {
      @Override
      public String owner() {
        return "system";
      }

      @Override
      public String key() {
        try {
          return secrets.get("mesh.api.key");
        } catch (NoSuchElementException e) {
          throw new MeshUnavailable(
              "KeyMissing", "the operator has no key of the mesh", settings.firstRetry());
        }
      }
    };
  }

  void end(@Observes ShutdownEvent event) {
    stopping = true;
    starter.interrupt();
    if (running != null) stop(running);
    door.close();
    client.close();
  }

  private static void stop(MeshOperator operator) {
    try {
      operator.close();
    } catch (RuntimeException e) {
      LOG.warnf("operator not stopped: %s", e.getMessage());
    }
  }
}
