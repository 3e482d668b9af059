package dev.missionmesh.policyengine;

import java.util.List;
import java.util.stream.Collectors;

/** The text is no snapshot. All that is wrong with it is listed, up to {@link #MOST} errors. */
public final class InvalidSnapshot extends Exception {
  /** Errors beyond this number are not collected. */
  public static final int MOST = 50;

  /**
   * One thing that is wrong.
   *
   * @param pointer JSON pointer to the member as if the YAML were JSON; empty for the whole text
   * @param line line of the text, from 1; 0 when no line is to blame
   * @param message what is wrong and what would be right
   */
  public record Error(String pointer, int line, String message) {
    @Override
    public String toString() {
      return (line > 0 ? "line " + line + ": " : "")
          + (pointer.isEmpty() ? "" : pointer + " ")
          + message;
    }
  }

  private final List<Error> errors;

  InvalidSnapshot(List<Error> errors) {
    super(errors.stream().map(Error::toString).collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  /** In the order of the text; never empty. */
  public List<Error> errors() {
    return errors;
  }
}
