package dev.missionmesh.gateway.application.webhook;

/** A webhook has as many secrets that hold as it can have. */
public final class TooManySecrets extends RuntimeException {
  public TooManySecrets() {
    super("too many secrets hold", null, false, false);
  }
}
