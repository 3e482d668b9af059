package dev.missionmesh.policyengine;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.missionmesh.policyengine.InvalidSnapshot.Error;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the conditions of a snapshot, equal ones once. */
final class RuleCompiler {
  static List<CompiledRule> compile(Snapshot snapshot, String digest) throws InvalidSnapshot {
    List<Error> errors = new ArrayList<>();
    Map<String, Condition> conditions = new HashMap<>();
    List<CompiledRule> compiled = new ArrayList<>(snapshot.rules().size());
    for (int i = 0; i < snapshot.rules().size() && errors.size() < InvalidSnapshot.MOST; i++) {
      Rule rule = snapshot.rules().get(i);
      try {
        compiled.add(new CompiledRule(rule, condition(rule.when(), conditions), digest));
      } catch (CelValidationException e) {
        for (CelIssue issue : e.getErrors()) {
          errors.add(new Error("/rules/" + i + "/when", rule.line(), sentence(issue)));
        }
      }
    }
    if (!errors.isEmpty()) throw new InvalidSnapshot(errors);
    return List.copyOf(compiled);
  }

  private static @Nullable Condition condition(@Nullable String when, Map<String, Condition> known)
      throws CelValidationException {
    if (when == null) return null;
    Condition condition = known.get(when);
    if (condition == null) {
      condition = Conditions.compile(when);
      known.put(when, condition);
    }
    return condition;
  }

  private static String sentence(CelIssue issue) {
    int column = issue.getSourceLocation().getColumn() + 1;
    return column > 0 ? issue.getMessage() + " (column " + column + ")" : issue.getMessage();
  }

  private RuleCompiler() {}
}
