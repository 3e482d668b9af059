package dev.missionmesh.operator.domain;

/** What the mesh said to a submitted mission. */
public sealed interface Submission {
  /** It is queued, by this decision. */
  record Accepted(String missionId, String policySnapshot, String rule) implements Submission {}

  /**
   * It will never be, as it is.
   *
   * @param reason a word, such as {@code PolicyDenied}
   * @param message a sentence
   */
  record Refused(String reason, String message) implements Submission {}
}
