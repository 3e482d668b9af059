package dev.missionmesh.mission.application;

/** What became of a submission. */
public sealed interface Submitted {
  /**
   * It stands, now or since an earlier submit with the same key and body; {@code answer} is that of
   * the first.
   */
  record Accepted(byte[] answer, boolean repeated) implements Submitted {}

  /** The key was used with another body. */
  record KeyReused() implements Submitted {}
}
