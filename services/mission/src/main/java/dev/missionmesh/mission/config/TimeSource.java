package dev.missionmesh.mission.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Gives the clock that everything here reads, in whole microseconds as the database keeps them;
 * leases alone go by the database's.
 */
final class TimeSource {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }
}
