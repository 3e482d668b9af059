package dev.missionmesh.policyengine;

import dev.missionmesh.policyengine.InvalidSnapshot.Error;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The members of one mapping, read strictly; what is wrong goes to the list of errors and reads as
 * absent.
 */
final class Fields {
  private static final int MAX_LIST = 100;

  private final Map<String, Node> members = new LinkedHashMap<>();
  private final String pointer;
  private final int line;
  private final List<Error> errors;

  Fields(MappingNode node, String pointer, Set<String> known, List<Error> errors) {
    this.pointer = pointer;
    this.line = lineOf(node);
    this.errors = errors;
    for (NodeTuple tuple : node.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : null;
      if (key == null || !known.contains(key)) {
        error(
            "/" + (key == null ? "?" : escaped(key)),
            tuple.getKeyNode(),
            "unknown field; known are " + String.join(", ", new TreeSet<>(known)));
      } else if (members.putIfAbsent(key, tuple.getValueNode()) != null) {
        error("/" + key, tuple.getKeyNode(), "is given twice");
      }
    }
  }

  int line() {
    return line;
  }

  int line(String member) {
    Node node = members.get(member);
    return node == null ? line : lineOf(node);
  }

  @Nullable String required(String member, Predicate<String> valid, String expectation) {
    if (!members.containsKey(member)) {
      errors.add(new Error(pointer + "/" + member, line, "is required"));
      return null;
    }
    return optional(member, valid, expectation);
  }

  @Nullable String optional(String member, Predicate<String> valid, String expectation) {
    Node node = members.get(member);
    return node == null ? null : text("/" + member, node, valid, expectation);
  }

  Set<String> texts(String member, Predicate<String> valid, String expectation) {
    Set<String> texts = new LinkedHashSet<>();
    List<Node> nodes = nodes(member, MAX_LIST);
    for (int i = 0; i < nodes.size(); i++) {
      String at = "/" + member + "/" + i;
      String text = text(at, nodes.get(i), valid, expectation);
      if (text != null && !texts.add(text)) error(at, nodes.get(i), "is listed twice");
    }
    return texts;
  }

  /** The entries of a list; absent reads as none, an empty list is an error. */
  List<Node> nodes(String member, int most) {
    Node node = members.get(member);
    if (node == null) return List.of();
    if (!(node instanceof SequenceNode list)) {
      error("/" + member, node, "must be a list");
      return List.of();
    }
    if (list.getValue().isEmpty()) {
      error("/" + member, node, "must not be empty");
    } else if (list.getValue().size() > most) {
      error("/" + member, node, "must have at most " + most + " entries");
      return List.of();
    }
    return list.getValue();
  }

  /** The members of a nested mapping, or null. */
  @Nullable Fields nested(String member, Set<String> known) {
    Node node = members.get(member);
    if (node == null) return null;
    if (node instanceof MappingNode mapping) {
      return new Fields(mapping, pointer + "/" + member, known, errors);
    }
    error("/" + member, node, "must be a mapping");
    return null;
  }

  private @Nullable String text(String at, Node node, Predicate<String> valid, String expectation) {
    if (!(node instanceof ScalarNode scalar) || !Tag.STR.equals(node.getTag())) {
      error(at, node, "must be text (quote what YAML takes for something else)");
      return null;
    }
    if (valid.test(scalar.getValue())) return scalar.getValue();
    error(at, node, "must be " + expectation);
    return null;
  }

  private void error(String at, Node node, String message) {
    if (errors.size() < InvalidSnapshot.MOST) {
      errors.add(new Error(pointer + at, lineOf(node), message));
    }
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String escaped(String key) {
    String shown = key.length() > 60 ? key.substring(0, 60) : key;
    return shown.replace("~", "~0").replace("/", "~1");
  }
}
