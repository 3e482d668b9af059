package dev.missionmesh.gateway.edge;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells what limits are counted in. A gateway that counts alone is ready all the same. */
@Readiness
class LimitReadiness implements HealthCheck {
  private final LimitWatch watch;

  LimitReadiness(LimitWatch watch) {
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("rate limits")
        .withData("counted in", watch.basis())
        .up()
        .build();
  }
}
