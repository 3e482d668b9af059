package dev.missionmesh.telemetry.application;

import io.smallrye.mutiny.Uni;

/** A way to tell the operator. */
public interface AlertRoad {
  /** One of the names in {@link AlertRoads}. */
  String name();

  /**
   * Delivers a message, or fails; the same id may be delivered again.
   *
   * @param id of the alert
   * @param json one line
   */
  Uni<Void> deliver(String id, byte[] json);
}
