package dev.missionmesh.policyengine;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the few rules that can concern a request, by its zone and capability, in the order of the
 * text.
 */
final class RuleIndex {
  private final Map<String, Map<Effect, Shelf>> zones = new HashMap<>();
  private final Map<Effect, Shelf> elsewhere;

  RuleIndex(List<CompiledRule> rules) {
    Set<String> named =
        rules.stream().flatMap(r -> r.rule().match().zones().stream()).collect(Collectors.toSet());
    for (String zone : named) {
      zones.put(zone, shelves(rules, match -> match.isEmpty() || match.contains(zone)));
    }
    elsewhere = shelves(rules, Set::isEmpty);
  }

  CompiledRule[] candidates(Effect effect, DecisionRequest request) {
    Map<Effect, Shelf> shelves = zones.getOrDefault(request.zone(), elsewhere);
    return Objects.requireNonNull(shelves.get(effect)).candidates(request);
  }

  private static Map<Effect, Shelf> shelves(List<CompiledRule> rules, Predicate<Set<String>> zone) {
    Map<Effect, Shelf> shelves = new EnumMap<>(Effect.class);
    for (Effect effect : Effect.values()) {
      List<CompiledRule> standing =
          rules.stream()
              .filter(r -> r.rule().effect() == effect && zone.test(r.rule().match().zones()))
              .toList();
      shelves.put(effect, Shelf.of(effect, standing));
    }
    return shelves;
  }

  /**
   * Rules of one effect in one zone.
   *
   * @param all every one, for a request with several capabilities
   * @param bare those that can concern a request for none
   * @param byCapability those that can concern a request for exactly this one
   * @param unnamed those that can concern a request for one that no rule names
   */
  private record Shelf(
      CompiledRule[] all,
      CompiledRule[] bare,
      Map<String, CompiledRule[]> byCapability,
      CompiledRule[] unnamed) {
    static Shelf of(Effect effect, List<CompiledRule> rules) {
      boolean allow = effect == Effect.ALLOW;
      Predicate<Set<String>> whatever = allow ? s -> s.contains(Match.ANY) : Set::isEmpty;
      CompiledRule[] all = those(rules, s -> true);
      CompiledRule[] unnamed = those(rules, whatever);
      Map<String, CompiledRule[]> byCapability =
          rules.stream()
              .flatMap(r -> r.rule().match().capabilities().stream())
              .distinct()
              .collect(
                  Collectors.toMap(c -> c, c -> those(rules, whatever.or(s -> s.contains(c)))));
      return new Shelf(all, allow ? all : unnamed, byCapability, unnamed);
    }

    private static CompiledRule[] those(List<CompiledRule> rules, Predicate<Set<String>> listed) {
      return rules.stream()
          .filter(r -> listed.test(r.rule().match().capabilities()))
          .toArray(CompiledRule[]::new);
    }

    CompiledRule[] candidates(DecisionRequest request) {
      return switch (request.capabilities().size()) {
        case 0 -> bare;
        case 1 -> byCapability.getOrDefault(request.capabilities().iterator().next(), unnamed);
        default -> all;
      };
    }
  }
}
