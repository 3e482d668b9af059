package dev.missionmesh.operator.kubernetes;

import dev.missionmesh.operator.resource.PolicySet;

/** Lets tests of other packages see the text that a PolicySet is published as. */
public final class SnapshotTexts {
  public static String of(PolicySet set) {
    return SnapshotYaml.of(set);
  }

  private SnapshotTexts() {}
}
