package dev.missionmesh.policy.application;

import dev.missionmesh.policy.domain.PublishedSnapshot;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where snapshots are kept. Snapshots are never changed; each change of the active one is one
 * transaction with its events.
 */
public interface SnapshotRegistry {
  /** A place in the list: that of the snapshot published then, of this digest. */
  record Place(Instant publishedAt, String digest) {}

  /** The snapshots after a place (null: from the first), the latest published first. */
  Uni<List<PublishedSnapshot>> list(Place after, int limit);

  /** The canonical text of a snapshot. */
  Uni<Optional<String>> yaml(String digest);

  /** Adds the snapshot if it is new and activates it if another is active. */
  Uni<Publication> publish(Candidate candidate, String principal);

  /** As {@link #publish}, but only if nothing has ever been active; empty otherwise. */
  Uni<Optional<Publication>> publishFirst(Candidate candidate, String principal);

  /** Activates a snapshot of the registry; empty if there is none with this digest. */
  Uni<Optional<Publication>> activate(String digest, String principal);
}
