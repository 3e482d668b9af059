package dev.missionmesh.mission.domain;

import java.util.List;

/** A draft that cannot become a mission, with every reason. */
public final class InvalidDraft extends RuntimeException {
  /** A field to blame: JSON pointer into the draft, and what is wrong with it. */
  public record Violation(String pointer, String detail) {}

  private final List<Violation> violations;

  public InvalidDraft(List<Violation> violations) {
    super("the mission is not valid", null, false, false);
    this.violations = List.copyOf(violations);
  }

  /** At least one. */
  public List<Violation> violations() {
    return violations;
  }
}
