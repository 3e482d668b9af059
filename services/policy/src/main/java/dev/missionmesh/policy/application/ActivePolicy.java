package dev.missionmesh.policy.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What is in force, read from the database each time. */
public interface ActivePolicy {
  /** The active digest and the sequence of its activation. */
  record Active(String digest, long sequence) {}

  /** Empty before the first publication; fails when the database cannot be reached. */
  Uni<Optional<Active>> read();
}
