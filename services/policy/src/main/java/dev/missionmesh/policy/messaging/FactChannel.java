package dev.missionmesh.policy.messaging;

import dev.missionmesh.messaging.EmitterEventSender;
import dev.missionmesh.messaging.EventSender;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The one channel out; relay and heartbeat bound what they have in flight themselves. */
final class FactChannel {
  static final String SOURCE = "/missionmesh/policy";

  @Produces
  @Singleton
  EventSender sender(
      @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> events) {
    return new EmitterEventSender(events);
  }
}
