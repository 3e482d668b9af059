package dev.missionmesh.clustersetup;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which Secrets are the mesh's. */
final class SecretNames {
  @Option(names = "--namespace", required = true)
  String namespace;

  /** The release, which becomes a label of the Secrets. */
  @Option(names = "--instance", required = true)
  String instance;

  /** Name of the Secret of each kind: a service, {@code trust}, {@code database}, {@code kafka} or {@code api-keys}. */
  @Option(names = "--secret", required = true, paramLabel = "<kind>=<name>")
  Map<String, String> names;

  String of(String kind) {
    String name = names.get(kind);
    if (name == null) throw new IllegalArgumentException("no --secret " + kind + "=… is given");
    return name;
  }

  List<String> all() {
    return List.copyOf(names.values());
  }
}
