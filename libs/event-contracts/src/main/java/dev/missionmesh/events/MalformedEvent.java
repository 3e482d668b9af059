package dev.missionmesh.events;

/** A record that can never be processed; it belongs on the dead-letter topic. */
public final class MalformedEvent extends RuntimeException {
  public MalformedEvent(String message) {
    super(message);
  }

  public MalformedEvent(String message, Throwable cause) {
    super(message, cause);
  }
}
