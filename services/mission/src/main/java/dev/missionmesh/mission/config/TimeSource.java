package dev.missionmesh.mission.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives the clock that everything here reads; leases alone go by the database's. */
final class TimeSource {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
