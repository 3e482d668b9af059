package dev.missionmesh.gateway;

import dev.missionmesh.messaging.EventSender;
import dev.missionmesh.messaging.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the broker would: keeps what is sent. */
@Alternative
@Priority(1)
@Singleton
public class SentFacts implements EventSender {
  private final List<OutgoingEvent> sent = new CopyOnWriteArrayList<>();

  @Override
  public Uni<Void> send(String source, OutgoingEvent event) {
    sent.add(event);
    return Uni.createFrom().voidItem();
  }

  List<OutgoingEvent> of(String type, String subject) {
    return sent.stream()
        .filter(event -> event.type().equals(type) && event.subject().equals(subject))
        .toList();
  }
}
