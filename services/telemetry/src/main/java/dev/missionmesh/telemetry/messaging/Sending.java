package dev.missionmesh.telemetry.messaging;

import dev.missionmesh.messaging.EmitterEventSender;
import dev.missionmesh.messaging.EventSender;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The way to the broker. */
class Sending {
  @Produces
  @Singleton
  EventSender sender(
      @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> emitter) {
    return new EmitterEventSender(emitter);
  }
}
