package dev.missionmesh.cli.output;

/** How a command shows its data. */
public enum Format {
  TABLE,
  JSON,
  YAML,
  NAME
}
