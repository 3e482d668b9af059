package dev.missionmesh.cli.local;

import java.util.OptionalLong;

/**
 * How one process of the mesh is doing.
 *
 * @param name its name
 * @param state {@code ready}, {@code unready} (runs, but does not do its work), {@code dead} (ended
 *     unasked) or {@code stopped}
 * @param pid its process id while it runs
 * @param url where it is reached
 */
public record PartStatus(String name, String state, OptionalLong pid, String url) {
  static PartStatus of(Part part) {
    var process = part.running();
    String state =
        process.isPresent()
            ? part.isReady() ? "ready" : "unready"
            : part.wasStarted() ? "dead" : "stopped";
    OptionalLong pid =
        process.isPresent() ? OptionalLong.of(process.get().pid()) : OptionalLong.empty();
    return new PartStatus(part.name(), state, pid, part.url());
  }
}
