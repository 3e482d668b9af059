package dev.missionmesh.cli.local;

import java.util.List;

/**
 * How the mesh on this machine is doing.
 *
 * @param profile the profile it was last started with
 * @param gateway public address: that of the firewall where there is one
 * @param parts its processes; empty when it was never started
 */
public record MeshStatus(String profile, String gateway, List<PartStatus> parts) {
  public MeshStatus {
    parts = List.copyOf(parts);
  }

  /** True when every process does its work. */
  public boolean isReady() {
    return !parts.isEmpty() && parts.stream().allMatch(part -> part.state().equals("ready"));
  }

  static MeshStatus of(Parts parts) {
    return new MeshStatus(
        parts.state().layout().profile().label(),
        parts.state().publicUrl(),
        parts.all().stream().map(PartStatus::of).toList());
  }
}
