package dev.missionmesh.clustersetup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which file of a mesh on one machine is which key of which Secret.
 *
 * @param root the data folder
 */
record SecretLayout(Path root) {
  static final List<String> SERVICES =
      List.of("gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer");

  /**
   * Kinds of Secrets in the order in which they are written: what others follow from comes first, so that a Job that dies in between
   * is simply run again.
   */
  static final List<String> KINDS =
      Stream.concat(Stream.of("database", "kafka", "trust", "api-keys"), SERVICES.stream()).toList();

  /** A file and the key that holds it. */
  private record Entry(String key, Path file) {}

  /** Lays the contents of a Secret where the mesh looks for them; it makes what is not among them, and keeps the rest. */
  void take(String kind, Map<String, String> contents) throws IOException {
    for (Entry entry : entries(kind)) {
      String content = contents.get(entry.key());
      if (content != null) write(entry.file(), content);
    }
    if (SERVICES.contains(kind)) takeLogins(kind, contents);
  }

  /** A service's logins lie behind a link, as the mesh turns them. */
  private void takeLogins(String service, Map<String, String> contents) throws IOException {
    Path folder = root.resolve("secrets/." + service + ".1");
    for (var content : contents.entrySet()) {
      if (content.getKey().startsWith("mesh.")) write(folder.resolve(content.getKey()), content.getValue());
    }
    if (Files.exists(folder)) Files.createSymbolicLink(root.resolve("secrets").resolve(service), folder.getFileName());
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** The contents of a Secret. */
  Map<String, String> give(String kind) throws IOException {
    var contents = new TreeMap<String, String>();
    for (Entry entry : entries(kind)) contents.put(entry.key(), Files.readString(entry.file()));
    return contents;
  }

  private List<Entry> entries(String kind) throws IOException {
    Path secrets = root.resolve("secrets");
    return switch (kind) {
      case "trust" -> SERVICES.stream().map(s -> entry(s + ".jwks.json", root.resolve("trust"))).toList();
      case "database" -> List.of(entry("postgres.properties", secrets));
      case "kafka" -> List.of(entry("kafka.properties", secrets));
      case "api-keys" -> List.of(entry("default.key", root.resolve("keys")), entry("system.key", root.resolve("keys")));
      default -> service(kind, secrets);
    };
  }

  private static List<Entry> service(String service, Path secrets) throws IOException {
    var entries = new ArrayList<Entry>();
    entries.add(new Entry("signing.jwk.json", secrets.resolve(service + ".jwk.json")));
    if (service.equals("gateway")) entries.add(entry("webhooks.properties", secrets));
    if (service.equals("telemetry")) {
      entries.add(entry("audit.jwk.json", secrets));
      entries.add(entry("audit.public.jwk.json", secrets));
    }
    Path logins = secrets.resolve(service);
    if (Files.isDirectory(logins)) {
      try (Stream<Path> files = Files.list(logins)) {
        files.sorted().forEach(f -> entries.add(new Entry(f.getFileName().toString(), f)));
      }
    }
    return entries;
  }

  private static Entry entry(String name, Path folder) {
    return new Entry(name, folder.resolve(name));
  }
}
