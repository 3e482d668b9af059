package dev.missionmesh.mission.messaging;

import dev.missionmesh.messaging.EmitterEventSender;
import dev.missionmesh.messaging.EventSender;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The one channel out; whoever sends bounds what is in flight. */
final class FactChannel {
  @Produces
  @Singleton
  EventSender sender(
      @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> events) {
    return new EmitterEventSender(events);
  }
}
