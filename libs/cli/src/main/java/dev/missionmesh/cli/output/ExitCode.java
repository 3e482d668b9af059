package dev.missionmesh.cli.output;

/** Exit codes of {@code mesh}. 5 (awaiting approval) and 7 (over budget) are reserved. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int ERROR = 1;
  public static final int USAGE = 2;
  public static final int MISSION_FAILED = 3;
  public static final int AUTHENTICATION = 4;
  public static final int DENIED = 6;
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
