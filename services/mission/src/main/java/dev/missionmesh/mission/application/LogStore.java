package dev.missionmesh.mission.application;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Keeps what missions print. */
public interface LogStore {
  /** What became of a chunk. */
  enum Status {
    STORED,
    DUPLICATE,
    /** The lease is not held any more. */
    LOST,
    /** The attempt has printed as much as is kept. */
    FULL
  }

  /**
   * Stores a batch in one transaction, numbering the chunks among the events of their missions; a
   * status each, in order.
   */
  Uni<List<Status>> append(List<LogChunk> batch);
}
