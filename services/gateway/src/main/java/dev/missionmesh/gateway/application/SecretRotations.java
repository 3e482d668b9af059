package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.RotatedSecret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Puts on record that secrets inside the mesh were replaced. Replacing them is not the gateway's to do. */
@ApplicationScoped
public class SecretRotations {
  private final SecretJournal journal;
  private final Publication publication;
  private final Clock clock;

  SecretRotations(SecretJournal journal, Publication publication, Clock clock) {
    this.journal = journal;
    this.publication = publication;
    this.clock = clock;
  }

  /** Records them; {@code by} is who says so. */
  public Uni<Void> record(List<RotatedSecret> secrets, String by) {
    return journal
        .record(secrets, by, clock.instant().truncatedTo(ChronoUnit.MICROS))
        .invoke(publication::wake);
  }
}
