package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.gateway.domain.webhook.Attempt;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Carries one message to one address. */
public interface Courier {
  /** Tries once. Always answers, within the time that an attempt may take; never fails. */
  Uni<Attempt> send(String url, String messageId, byte[] payload, List<SigningSecret> secrets);
}
