package dev.missionmesh.operator.config;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while everything that the operator watches is watched; the mesh may be away. */
@Readiness
@ApplicationScoped
class OperatorReadiness implements HealthCheck {
  private final OperatorLife life;

  OperatorReadiness(OperatorLife life) {
    this.life = life;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("kubernetes").status(life.healthy()).build();
  }
}
