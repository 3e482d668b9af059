package dev.missionmesh.telemetry.persistence;

/** Some events of the batch are in the log already: the transaction is rolled back, and the next try asks which. */
final class DuplicatesPresent extends RuntimeException {
  DuplicatesPresent() {
    super("duplicates present", null, false, false);
  }
}
