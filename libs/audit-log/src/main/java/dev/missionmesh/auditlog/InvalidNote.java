package dev.missionmesh.auditlog;

/** A note, checkpoint or verifier key that is malformed, or not signed by the key asked for. The message says which. */
public final class InvalidNote extends RuntimeException {
  InvalidNote(String message) {
    super(message);
  }
}
