package dev.missionmesh.telemetry.application;

/** The store refuses a value of the batch, and always will. */
public final class UnstorableFact extends RuntimeException {
  public UnstorableFact(String message, Throwable cause) {
    super(message, cause);
  }
}
