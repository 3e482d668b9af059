package dev.missionmesh.messaging;

import io.smallrye.mutiny.Uni;

/** Hands an event to the broker. */
public interface EventSender {
  /**
   * Sends one event.
   *
   * @param source CloudEvents {@code source} of the sender, such as {@code /missionmesh/mission}
   * @return completes when the broker has acknowledged; fails when it has not
   */
  Uni<Void> send(String source, OutgoingEvent event);
}
