package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.gateway.domain.webhook.Outcome;

/** Hears what becomes of attempts. Called on the deliverer's thread. */
public interface DeliveryObserver {
  void attempted(Outcome outcome);

  void exhausted();

  void disabled();
}
