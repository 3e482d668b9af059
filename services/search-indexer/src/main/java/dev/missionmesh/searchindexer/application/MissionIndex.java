package dev.missionmesh.searchindexer.application;

import dev.missionmesh.searchindexer.domain.Fact;
import dev.missionmesh.searchindexer.domain.Positions;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Consumer;

/** The index as its writers see it. Infrastructure failures do not come out: they are waited out. */
public interface MissionIndex {
  /**
   * Takes facts in, in order, with the positions behind them. Completes when they are in: found by searches from the refresh interval on,
   * durable with the next commit. Fails with {@link IllegalArgumentException} if a fact can never be indexed; others of the batch may be in.
   */
  Uni<Void> apply(List<Fact> facts, Positions positions);

  /** How far the index has taken events in; waits until it is open. */
  Positions positions();

  /** Completes when the index is open: with true, or with false if it holds nothing reliable and must be rebuilt. */
  Uni<Boolean> opened();

  /** True once searches can be answered. */
  boolean isOpen();

  /** Calls back with positions that have become durable. */
  void onDurable(Consumer<Positions> listener);

  /** Calls back when the files turned out to be lost while running; an empty index is in their place. */
  void onLost(Runnable listener);

  /** Begins an empty generation beside the one in use (or makes the one in use begin, if that is not complete); both take events from now. */
  Uni<Void> beginGeneration();

  /** Takes exported facts into the generation begun. */
  Uni<Void> load(List<Fact> facts);

  /**
   * Removes all documents of a tenant, durably, and from now on takes in no fact of it, by whatever road; gives the number of documents
   * that were found.
   */
  Uni<Long> forget(String tenant);

  /** Puts the generation begun in use, durably and at once; gives the number of its documents. */
  Uni<Long> promote();
}
