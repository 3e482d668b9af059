package dev.missionmesh.mission.application;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Keeps what is known of nodes. A change of state writes its event in the same transaction; each
 * method tells whether there was one.
 */
public interface NodeRegistry {
  Uni<Boolean> register(String id, Nodes.Presented presented, Instant now);

  /** The node lives; unknown ids are passed over. */
  Uni<Boolean> seen(String id, Instant now);

  /** Changes the state of those that have been silent for too long. */
  Uni<Boolean> review(Instant now, Duration lease);

  Uni<List<Nodes.View>> list(ToIntFunction<String> leased);
}
