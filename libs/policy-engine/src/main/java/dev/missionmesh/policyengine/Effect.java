package dev.missionmesh.policyengine;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a rule says about the missions it applies to. A deny beats an approval, an approval beats an
 * allow.
 */
public enum Effect {
  DENY("deny"),
  REQUIRE_APPROVAL("require-approval"),
  ALLOW("allow");

  private final String word;

  Effect(String word) {
    this.word = word;
  }

  /** The word in snapshots, receipts and events. */
  public String word() {
    return word;
  }

  static Optional<Effect> ofWord(String word) {
    return Arrays.stream(values()).filter(effect -> effect.word.equals(word)).findFirst();
  }
}
