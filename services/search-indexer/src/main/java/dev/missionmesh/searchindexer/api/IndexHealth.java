package dev.missionmesh.searchindexer.api;

import dev.missionmesh.searchindexer.application.MissionIndex;
import dev.missionmesh.searchindexer.application.Rebuilds;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once searches can be answered; while the index is rebuilt they may find less than there is. */
@Readiness
@ApplicationScoped
class IndexHealth implements HealthCheck {
  private final MissionIndex index;
  private final Rebuilds rebuilds;

  IndexHealth(MissionIndex index, Rebuilds rebuilds) {
    this.index = index;
    this.rebuilds = rebuilds;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("index")
        .withData("rebuilding", rebuilds.isRunning())
        .status(index.isOpen())
        .build();
  }
}
