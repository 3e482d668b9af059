package dev.missionmesh.policyengine;

import dev.missionmesh.policyengine.InvalidSnapshot.Error;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the YAML of one snapshot into its model. One reader reads one text. */
final class SnapshotReader {
  private static final Predicate<String> SLUG =
      Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?").asMatchPredicate();
  private static final String A_SLUG = "lower-case letters, digits and hyphens, at most 63";
  private static final int MAX_CONDITION = 2000;
  private static final int MAX_DISTINCT = 50;

  private final List<Error> errors = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  Snapshot read(String text) throws InvalidSnapshot {
    Set<String> known = Set.of("apiVersion", "name", "description", "rules");
    Fields fields = new Fields(YamlTree.root(text), "", known, errors);
    fields.required("apiVersion", Snapshot.API_VERSION::equals, Snapshot.API_VERSION);
    String name = fields.required("name", SLUG, A_SLUG);
    String description = fields.optional("description", upTo(2000), "at most 2000 characters");
    List<Rule> rules = new ArrayList<>();
    List<Node> nodes = fields.nodes("rules", Snapshot.MAX_RULES);
    for (int i = 0; i < nodes.size(); i++) {
      Rule rule = rule(nodes.get(i), "/rules/" + i);
      if (rule != null) rules.add(rule);
    }
    if (nodes.isEmpty() && errors.isEmpty()) {
      errors.add(new Error("/rules", fields.line(), "is required"));
    }
    if (name == null || !errors.isEmpty()) throw new InvalidSnapshot(errors);
    limitDistinct("zones", rules, rule -> rule.match().zones());
    limitDistinct("capabilities", rules, rule -> rule.match().capabilities());
    return new Snapshot(name, description, rules);
  }

  /** A rule; null if it is not in form, of which the errors then speak. */
  private @Nullable Rule rule(Node node, String pointer) {
    if (!(node instanceof MappingNode mapping)) {
      errors.add(new Error(pointer, node.getStartMark().getLine() + 1, "must be a mapping"));
      return null;
    }
    Set<String> known = Set.of("id", "effect", "match", "when", "reason");
    Fields fields = new Fields(mapping, pointer, known, errors);
    String id = fields.required("id", SLUG, A_SLUG);
    if (id != null && id.equals(Decision.DEFAULT_RULE)) {
      errors.add(new Error(pointer + "/id", fields.line("id"), "is reserved"));
    } else if (id != null && !ids.add(id)) {
      errors.add(new Error(pointer + "/id", fields.line("id"), "another rule has this id"));
    }
    String effect =
        fields.required(
            "effect", word -> Effect.ofWord(word).isPresent(), "allow, deny or require-approval");
    Effect meaning = effect == null ? null : Effect.ofWord(effect).orElseThrow();
    Match match = match(fields, meaning);
    String when =
        fields.optional("when", upTo(MAX_CONDITION), "at most " + MAX_CONDITION + " characters");
    String reason = fields.optional("reason", upTo(300), "1 to 300 characters");
    if (id == null || meaning == null) return null;
    return new Rule(id, meaning, match, when, reason, fields.line("when"));
  }

  private static Match match(Fields rule, @Nullable Effect effect) {
    Fields fields =
        rule.nested("match", Set.of("zones", "capabilities", "riskTiers", "tenants", "executors"));
    if (fields == null) return Match.EVERYTHING;
    boolean allow = effect == Effect.ALLOW;
    return new Match(
        fields.texts("zones", SLUG, A_SLUG),
        fields.texts(
            "capabilities",
            allow ? SLUG.or(Match.ANY::equals) : SLUG,
            A_SLUG + (allow ? ", or \"*\"" : " (leave the list out for every request)")),
        oneOf(fields, "riskTiers", Rule.RISK_TIERS),
        fields.texts("tenants", SLUG, A_SLUG),
        oneOf(fields, "executors", Rule.EXECUTORS));
  }

  private static Set<String> oneOf(Fields fields, String member, List<String> words) {
    return fields.texts(member, words::contains, "one of " + String.join(", ", words));
  }

  private static Predicate<String> upTo(int characters) {
    return text -> !text.isBlank() && text.length() <= characters;
  }

  /** Keeps the index small: it holds a list of rules for each zone and capability. */
  private static void limitDistinct(
      String what, List<Rule> rules, Function<Rule, Set<String>> values) throws InvalidSnapshot {
    long distinct =
        rules.stream().map(values).flatMap(Set::stream).collect(Collectors.toSet()).size();
    if (distinct > MAX_DISTINCT) {
      String message = "name " + distinct + " " + what + "; at most " + MAX_DISTINCT + " may be";
      throw new InvalidSnapshot(List.of(new Error("/rules", 0, message)));
    }
  }
}
