package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.Bootstrap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the first keys are registered: until then nobody would be let in. */
@Readiness
class BootstrapReadiness implements HealthCheck {
  private final Bootstrap bootstrap;

  BootstrapReadiness(Bootstrap bootstrap) {
    this.bootstrap = bootstrap;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("bootstrap").status(bootstrap.isDone()).build();
  }
}
