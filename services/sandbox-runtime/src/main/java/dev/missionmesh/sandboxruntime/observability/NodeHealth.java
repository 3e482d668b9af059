package dev.missionmesh.sandboxruntime.observability;

import dev.missionmesh.sandboxruntime.config.NodeLife;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The node is ready once it has a sandbox back end and mission knows it. */
@Readiness
@ApplicationScoped
final class NodeHealth implements HealthCheck {
  private final NodeLife life;

  NodeHealth(NodeLife life) {
    this.life = life;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("node registered with mission").status(life.working()).build();
  }
}
