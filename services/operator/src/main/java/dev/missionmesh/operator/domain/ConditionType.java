package dev.missionmesh.operator.domain;

/**
 * The aspects of a resource's state, in the order in which they are shown. {@link #RECONCILING} and
 * {@link #STALLED} are what kstatus (Flux, Argo CD, {@code kubectl wait}) knows: abnormal when
 * true.
 */
public enum ConditionType {
  /** The mesh has taken it. */
  ACCEPTED("Accepted", true),
  /** The mesh is as the resource says; for a Mission: it has succeeded. */
  READY("Ready", false),
  /** It waits for somebody to approve it. */
  AWAITING_APPROVAL("AwaitingApproval", true),
  /** Nothing will happen to it any more. */
  FINISHED("Finished", true),
  /** The operator is at work or waits for something before it can go on. */
  RECONCILING("Reconciling", false),
  /** It will not go on without somebody changing something. */
  STALLED("Stalled", true);

  private final String word;
  private final boolean told;

  ConditionType(String word, boolean told) {
    this.word = word;
    this.told = told;
  }

  /** The name in the resource. */
  public String word() {
    return word;
  }

  /** Whether a change of it is worth an Event. */
  public boolean told() {
    return told;
  }
}
