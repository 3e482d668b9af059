package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Allotment;
import java.util.concurrent.CompletionStage;

/**
 * The buckets that the replicas have in common. Fails, or stays silent, while it cannot be reached.
 */
public interface TokenStore {
  /**
   * Tokens taken from a bucket.
   *
   * @param tokens how many; fewer than asked for means that the bucket is empty now
   * @param remaining how many it still holds
   */
  record Taken(long tokens, long remaining) {}

  /** Takes as many tokens as there are, but at most so many. */
  CompletionStage<Taken> take(Allotment allotment, long most);

  /** Ends well if the store can be reached. */
  CompletionStage<?> probe();

  /** Gives up what is under way, so that the next try begins with a new connection. */
  void reset();
}
