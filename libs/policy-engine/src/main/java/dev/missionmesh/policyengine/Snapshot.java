package dev.missionmesh.policyengine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy snapshot as written: the model of its YAML.
 *
 * @param name slug under which people know it; versions of it share the name
 * @param description for people, or null
 */
public record Snapshot(String name, @Nullable String description, List<Rule> rules) {
  /** The one value of {@code apiVersion}. */
  public static final String API_VERSION = "missionmesh.dev/v1";

  /** Largest text accepted, in UTF-8 bytes. */
  public static final int MAX_BYTES = 256 * 1024;

  /** Most rules in a snapshot. */
  public static final int MAX_RULES = 1000;

  public Snapshot {
    rules = List.copyOf(rules);
  }

  /**
   * Parses, type-checks and indexes a snapshot. Takes milliseconds per condition, more for the
   * first: not for an event loop.
   *
   * @throws InvalidSnapshot if anything is wrong; nothing unknown is ignored
   */
  public static CompiledSnapshot compile(String yaml) throws InvalidSnapshot {
    String text = SnapshotText.canonical(yaml);
    Snapshot snapshot = new SnapshotReader().read(text);
    return new CompiledSnapshot(
        snapshot, text, RuleCompiler.compile(snapshot, SnapshotText.digest(text)));
  }
}
