package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.RotatedSecret;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Where it is kept which secrets were rotated. */
public interface SecretJournal {
  /** Commits a fact for each, in the name of the tenant {@code system}. */
  Uni<Void> record(List<RotatedSecret> secrets, String by, Instant at);
}
