package dev.missionmesh.operator.application;

/** The mesh refuses what a resource asks for; waiting does not cure it. */
public final class MeshRefused extends RuntimeException {
  private final String reason;

  public MeshRefused(Reply reply) {
    super(reply.detail(), null, false, false);
    this.reason = reply.reason();
  }

  /** A word for conditions. */
  public String reason() {
    return reason;
  }
}
