package dev.missionmesh.telemetry.domain;

/**
 * What an alert is about.
 *
 * @param kind {@code address}, {@code key}, {@code tenant} or {@code node}
 * @param name {@code several} once so many are under suspicion that they are not told apart any more
 */
public record Target(String kind, String name) {
  public static final String SEVERAL = "several";
  private static final int MAX_NAME = 200;

  public Target {
    name = name.replaceAll("\\p{Cntrl}", "?");
    name = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
  }

  /** All of the kind together. */
  public Target several() {
    return new Target(kind, SEVERAL);
  }
}
