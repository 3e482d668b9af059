package dev.missionmesh.supplychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars of others beside our own programs, as the build leaves them: what goes into images and onto a user's machine. */
final class ShippedJars {
  private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

  /** One jar for each name, by name. Fails where services have not been built. */
  static List<Path> of(Path project) throws IOException {
    Set<String> ours = ours(project);
    var jars = new TreeMap<String, Path>();
    for (Path folder : folders(project)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".jar"))
            .filter(file -> ours.stream().noneMatch(file.getFileName().toString()::startsWith))
            .forEach(file -> jars.put(file.getFileName().toString(), file));
      }
    }
    return List.copyOf(jars.values());
  }

  private static List<Path> folders(Path project) throws IOException {
    try (Stream<Path> services = Files.list(project.resolve("services"));
        Stream<Path> libs = Files.list(project.resolve("libs"))) {
      List<Path> built =
          services.filter(service -> Files.exists(service.resolve("pom.xml"))).map(service -> service.resolve("target/quarkus-app/lib")).toList();
      for (Path folder : built) {
        if (!Files.exists(folder)) throw new IllegalStateException(folder + " is missing: run ./mesh build, or mvn package, before this test");
      }
      return Stream.concat(built.stream(), libs.map(lib -> lib.resolve("target/lib")).filter(Files::exists)).toList();
    }
  }

  /** How names of our own jars begin: Quarkus puts the group before, Maven does not. */
  private static Set<String> ours(Path project) throws IOException {
    Set<String> starts =
        MODULE
            .matcher(Files.readString(project.resolve("pom.xml")))
            .results()
            .map(module -> Path.of(module.group(1)).getFileName() + "-0.")
            .collect(Collectors.toSet());
    starts.add("dev.missionmesh.");
    return starts;
  }

  private ShippedJars() {}
}
