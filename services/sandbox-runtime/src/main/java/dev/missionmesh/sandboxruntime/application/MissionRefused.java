package dev.missionmesh.sandboxruntime.application;

/** Mission will answer the same request in the same way: repeating it is of no use. */
public final class MissionRefused extends RuntimeException {
  private final int status;

  public MissionRefused(int status, String detail) {
    super(detail);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** True when mission does not know this node. */
  public boolean unknownNode() {
    return status == 404;
  }
}
