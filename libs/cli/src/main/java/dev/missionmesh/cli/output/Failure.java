package dev.missionmesh.cli.output;

/** Ends a command with a message for a person, what to do next (or null), and an exit code. */
public class Failure extends RuntimeException {
  private final String next;
  private final int exitCode;

  public Failure(int exitCode, String message, String next) {
    super(message);
    this.exitCode = exitCode;
    this.next = next;
  }

  /** A failure with exit code 1. */
  public static Failure error(String message, String next) {
    return new Failure(ExitCode.ERROR, message, next);
  }

  /** A failure with exit code 2: the command line or a file named on it is wrong. */
  public static Failure usage(String message, String next) {
    return new Failure(ExitCode.USAGE, message, next);
  }

  public int exitCode() {
    return exitCode;
  }

  /** One sentence on what to do next, or null when there is nothing sensible to say. */
  public String next() {
    return next;
  }

  /** Lines between message and advice, such as the fields to blame; may be empty. */
  public java.util.List<String> details() {
    return java.util.List.of();
  }
}
