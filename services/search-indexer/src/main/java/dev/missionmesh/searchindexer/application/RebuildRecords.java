package dev.missionmesh.searchindexer.application;

import dev.missionmesh.searchindexer.domain.Rebuild;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** The memory of who rebuilt the index when. */
public interface RebuildRecords {
  /** Keeps a rebuild in its present state, in place of what was kept under its id. */
  Uni<Void> save(Rebuild rebuild);

  /** The latest, or null. */
  Uni<Rebuild> latest();

  /** Closes what an earlier process left running before {@code now}. */
  Uni<Void> interruptRunning(Instant now);
}
