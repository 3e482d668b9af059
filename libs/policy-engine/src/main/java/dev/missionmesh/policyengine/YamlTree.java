package dev.missionmesh.policyengine;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads YAML as a tree of nodes with their lines; constructs no objects, follows no aliases, opens
 * no bombs.
 */
final class YamlTree {
  private static final int MAX_DEPTH = 10;

  /**
   * The root mapping of a text of exactly one document.
   *
   * @throws InvalidSnapshot if it is too large, not YAML, uses aliases or is not a mapping
   */
  static MappingNode root(String text) throws InvalidSnapshot {
    if (text.getBytes(StandardCharsets.UTF_8).length > Snapshot.MAX_BYTES) {
      throw refused(0, "is larger than " + Snapshot.MAX_BYTES / 1024 + " KiB");
    }
    try {
      check(parser().parse(new StringReader(text)));
      Node root = parser().compose(new StringReader(text));
      if (root instanceof MappingNode mapping) return mapping;
      throw refused(0, "must be a mapping with apiVersion, name and rules");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw refused(line, "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw refused(0, "is not YAML: " + Objects.requireNonNullElse(e.getMessage(), "").lines().findFirst().orElse("unreadable"));
    }
  }

  /** Reads no further than to the first fault: deep nesting costs a parser much time for each byte. */
  private static void check(Iterable<Event> events) throws InvalidSnapshot {
    int depth = 0;
    for (Event event : events) {
      int line = event.getStartMark().getLine() + 1;
      if (event instanceof AliasEvent) throw refused(line, "aliases are not allowed");
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) throw refused(line, "is nested deeper than " + MAX_DEPTH + " levels");
      if (event instanceof CollectionEndEvent) depth--;
    }
  }

  private static Yaml parser() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Snapshot.MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    return new Yaml(options);
  }

  private static InvalidSnapshot refused(int line, String message) {
    return new InvalidSnapshot(List.of(new InvalidSnapshot.Error("", line, message)));
  }

  private YamlTree() {}
}
