package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.SecretJournal;
import dev.missionmesh.gateway.domain.RotatedSecret;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantSessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Rotations of secrets are facts and nothing else: they go straight into the outbox. */
@ApplicationScoped
class PostgresSecretJournal implements SecretJournal {
  private final Mutiny.SessionFactory sessions;

  PostgresSecretJournal(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Uni<Void> record(List<RotatedSecret> secrets, String by, Instant at) {
    return TenantSessions.inTenant(
        sessions,
        TenantId.SYSTEM,
        session -> {
          Uni<Void> all = Uni.createFrom().voidItem();
          for (RotatedSecret secret : secrets) {
            all = all.chain(() -> Outbox.append(session, TenancyFacts.rotated(secret, by, at)));
          }
          return all;
        });
  }
}
