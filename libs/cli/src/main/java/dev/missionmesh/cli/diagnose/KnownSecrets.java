package dev.missionmesh.cli.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every secret that the mesh on this machine has, or that this process was given. */
final class KnownSecrets {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PRIVATE_MEMBERS = List.of("d", "k", "p", "q", "dp", "dq", "qi");
  private static final Pattern SENSITIVE =
      Pattern.compile("(?i).*(pass|secret|token|key|credential|auth|cookie|private).*");

  /**
   * Reads them.
   *
   * @throws IOException if one cannot be read: then nothing can be said to be free of it
   */
  static List<String> of(Path data, Map<String, String> environment) throws IOException {
    List<String> secrets = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          if (SENSITIVE.matcher(name).matches()) secrets.add(value.strip());
        });
    for (Path file : files(data.resolve("keys"))) secrets.add(Files.readString(file).strip());
    for (Path file : files(data.resolve("secrets"))) {
      if (file.toString().endsWith(".properties")) secrets.addAll(properties(file));
      else if (file.toString().endsWith(".json")) secrets.addAll(key(file));
      else secrets.addAll(Files.readString(file).lines().map(String::strip).toList());
    }
    secrets.removeIf(String::isEmpty);
    return secrets;
  }

  private static List<String> properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties.values().stream().map(Object::toString).toList();
  }

  private static List<String> key(Path file) throws IOException {
    JsonNode key = JSON.readTree(Files.readString(file));
    return PRIVATE_MEMBERS.stream().map(m -> key.path(m).asText()).filter(v -> !v.isEmpty()).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private KnownSecrets() {}
}
