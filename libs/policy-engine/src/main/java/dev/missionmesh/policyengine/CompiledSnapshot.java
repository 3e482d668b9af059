package dev.missionmesh.policyengine;

import java.util.List;

/**
 * A snapshot that decides, in microseconds and without leaving the thread. Immutable; any number of
 * threads may share it.
 *
 * <p>Denies are asked first, then approvals, then allows, each in the order of the text; the first
 * rule that applies decides. A condition that cannot be evaluated denies. When no rule applies, the
 * answer is deny.
 */
public final class CompiledSnapshot {
  private static final Effect[] ORDER = {Effect.DENY, Effect.REQUIRE_APPROVAL, Effect.ALLOW};

  private final Snapshot snapshot;
  private final String yaml;
  private final String digest;
  private final RuleIndex index;
  private final Decision byDefault;

  CompiledSnapshot(Snapshot snapshot, String yaml, List<CompiledRule> rules) {
    this.snapshot = snapshot;
    this.yaml = yaml;
    this.digest = SnapshotText.digest(yaml);
    this.index = new RuleIndex(rules);
    this.byDefault = new Decision(Effect.DENY, Decision.DEFAULT_RULE, digest, "no rule allows it");
  }

  /** {@code sha256:<hex>} of {@link #yaml()}, see {@link SnapshotText}. */
  public String digest() {
    return digest;
  }

  /** The canonical text. */
  public String yaml() {
    return yaml;
  }

  /** The model of the text. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** The verdict on a request; never null, never throws. */
  public Decision decide(DecisionRequest request) {
    MissionVariables variables = new MissionVariables(request);
    for (Effect effect : ORDER) {
      for (CompiledRule rule : index.candidates(effect, request)) {
        Decision decision = rule.decide(request, variables);
        if (decision != null) return decision;
      }
    }
    return byDefault;
  }
}
