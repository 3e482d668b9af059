package dev.missionmesh.gateway.application;

/**
 * What became of a key that was to be added.
 *
 * @param outcome whether it was
 * @param limit the quota that stood against it; 0 if none did
 */
public record KeyRoom(Outcome outcome, int limit) {
  /** Whether a key was added. */
  public enum Outcome {
    ADDED,
    NOBODY,
    FULL
  }

  /** It was added. */
  public static final KeyRoom ADDED = new KeyRoom(Outcome.ADDED, 0);

  /** There is nobody whose key it could be. */
  public static final KeyRoom NOBODY = new KeyRoom(Outcome.NOBODY, 0);

  /** The tenant has as many keys as it may have. */
  public static KeyRoom full(int limit) {
    return new KeyRoom(Outcome.FULL, limit);
  }
}
