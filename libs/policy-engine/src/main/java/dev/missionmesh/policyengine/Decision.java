package dev.missionmesh.policyengine;

/**
 * The verdict on one request.
 *
 * @param effect what is to happen
 * @param ruleId id of the rule that decided, {@link #DEFAULT_RULE} when none applied
 * @param digest digest of the snapshot that decided
 * @param reason a sentence for the caller; reveals nothing but the rule's own text
 */
public record Decision(Effect effect, String ruleId, String digest, String reason) {
  /** Rule id of the verdict when no rule applies: deny. */
  public static final String DEFAULT_RULE = "default";

  public boolean allowed() {
    return effect == Effect.ALLOW;
  }
}
