package dev.missionmesh.policyengine;

import dev.cel.runtime.CelEvaluationException;
import org.jspecify.annotations.Nullable;

/**
 * A rule ready to decide; its possible verdicts are made once, so that deciding makes no garbage of
 * them.
 */
final class CompiledRule {
  private final Rule rule;
  private final @Nullable Condition condition;
  private final Decision verdict;
  private final Decision failure;

  CompiledRule(Rule rule, @Nullable Condition condition, String digest) {
    this.rule = rule;
    this.condition = condition;
    this.verdict = new Decision(rule.effect(), rule.id(), digest, rule.spokenReason());
    this.failure =
        new Decision(
            Effect.DENY, rule.id(), digest, "the condition of rule " + rule.id() + " failed");
  }

  Rule rule() {
    return rule;
  }

  /**
   * The verdict if the rule applies, a denial if that cannot be said, null if it does not apply.
   */
  @Nullable Decision decide(DecisionRequest request, MissionVariables variables) {
    if (!rule.match().fits(rule.effect(), request)) return null;
    if (condition == null) return verdict;
    try {
      return condition.holds(variables) ? verdict : null;
    } catch (CelEvaluationException | RuntimeException e) {
      return failure;
    }
  }
}
