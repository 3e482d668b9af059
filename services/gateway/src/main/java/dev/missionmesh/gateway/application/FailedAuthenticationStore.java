package dev.missionmesh.gateway.application;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Makes facts of sums of refused requests. */
public interface FailedAuthenticationStore {
  /** Commits one fact for each sum, all or none. */
  Uni<Void> tell(List<FailedAuthentications.Sum> sums);
}
