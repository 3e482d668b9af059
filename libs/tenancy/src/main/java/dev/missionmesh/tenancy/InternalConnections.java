package dev.missionmesh.tenancy;

/** How services keep their connections to one another. */
public final class InternalConnections {
  /**
   * Seconds for which an idle one is kept. Less than the time for which a service that ends goes on
   * listening, so that no kept connection is left when it stops.
   */
  public static final int KEPT_SECONDS = 2;

  private InternalConnections() {}
}
