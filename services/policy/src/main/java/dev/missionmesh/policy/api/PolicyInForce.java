package dev.missionmesh.policy.api;

import dev.missionmesh.policy.application.DefaultPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: some snapshot is in force. */
@Readiness
@ApplicationScoped
class PolicyInForce implements HealthCheck {
  private final DefaultPolicy policy;

  PolicyInForce(DefaultPolicy policy) {
    this.policy = policy;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("policy in force").status(policy.settled()).build();
  }
}
