package dev.missionmesh.operator.kubernetes;

import static dev.missionmesh.operator.domain.ConditionType.READY;
import static dev.missionmesh.operator.domain.ConditionType.RECONCILING;
import static dev.missionmesh.operator.domain.ConditionType.STALLED;

import dev.missionmesh.operator.domain.ConditionType;
import dev.missionmesh.operator.resource.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The conditions of a resource while they are said anew. The time of a transition changes only with
 * the status.
 */
final class Conditions {
  private static final int MOST_CHARACTERS = 1000;

  private final Map<ConditionType, Condition> before = new EnumMap<>(ConditionType.class);
  private final Map<ConditionType, Condition> now = new EnumMap<>(ConditionType.class);
  private final Long generation;
  private final Instant time;

  private Conditions(Long generation, Instant time) {
    this.generation = generation;
    this.time = time.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * @param old as the resource has them, or null
   */
  static Conditions of(List<Condition> old, Long generation, Instant time) {
    Conditions conditions = new Conditions(generation, time);
    for (ConditionType type : ConditionType.values()) {
      if (old == null) break;
      old.stream()
          .filter(condition -> condition.type().equals(type.word()))
          .findFirst()
          .ifPresent(condition -> conditions.before.put(type, condition));
    }
    conditions.now.putAll(conditions.before);
    return conditions;
  }

  Conditions set(ConditionType type, Boolean status, String reason, String message) {
    String word = status == null ? "Unknown" : status ? "True" : "False";
    Condition old = before.get(type);
    Instant since = old != null && old.status().equals(word) ? old.lastTransitionTime() : time;
    String text =
        message.length() <= MOST_CHARACTERS ? message : message.substring(0, MOST_CHARACTERS);
    now.put(type, new Condition(type.word(), word, generation, since, reason, text));
    return this;
  }

  Conditions yes(ConditionType type, String reason, String message) {
    return set(type, true, reason, message);
  }

  Conditions no(ConditionType type, String reason, String message) {
    return set(type, false, reason, message);
  }

  /** Somebody has to change something before the operator can go on. */
  Conditions stalled(String reason, String message) {
    return no(READY, reason, message).no(RECONCILING, reason, message).yes(STALLED, reason, message);
  }

  /** The operator cannot go on before something else has happened. */
  Conditions waits(String reason, String message) {
    return yes(RECONCILING, reason, message).no(STALLED, reason, "it goes on by itself");
  }

  /** In the order of their types. */
  List<Condition> list() {
    return List.copyOf(now.values());
  }

  /** Those worth an Event: another status than before, and not merely false from the beginning. */
  List<Condition> transitions() {
    List<Condition> changed = new ArrayList<>();
    now.forEach(
        (type, condition) -> {
          Condition old = before.get(type);
          boolean same =
              old == null
                  ? !condition.status().equals("True") && type != ConditionType.ACCEPTED
                  : old.status().equals(condition.status());
          if (type.told() && !same && !condition.status().equals("Unknown")) changed.add(condition);
        });
    return changed;
  }
}
