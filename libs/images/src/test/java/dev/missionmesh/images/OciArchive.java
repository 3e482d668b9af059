package dev.missionmesh.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image as a runtime reads it: found through index and manifest, by digests. */
record OciArchive(Map<String, byte[]> members) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static OciArchive read(Path file) throws IOException {
    Map<String, byte[]> members = new HashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) members.put(entry.getName(), tar.readAllBytes());
    }
    return new OciArchive(members);
  }

  JsonNode index() throws IOException {
    return JSON.readTree(members.get("index.json"));
  }

  /** What runs and what tells of it, under the one index that the layout names. */
  private JsonNode manifests() throws IOException {
    return json(index().path("manifests").path(0).path("digest").asText()).path("manifests");
  }

  /** Descriptor of the image. */
  JsonNode image() throws IOException {
    return manifests().path(0);
  }

  /** Manifest of the bill of materials. */
  JsonNode artifact() throws IOException {
    return json(manifests().path(1).path("digest").asText());
  }

  private JsonNode manifest() throws IOException {
    return json(image().path("digest").asText());
  }

  JsonNode json(String digest) throws IOException {
    return JSON.readTree(blob(digest));
  }

  /** Digests of the layers. */
  List<String> layers() throws IOException {
    List<String> digests = new ArrayList<>();
    manifest().path("layers").forEach(layer -> digests.add(layer.path("digest").asText()));
    return digests;
  }

  /** A file of the image. */
  byte[] file(String name) throws IOException {
    for (JsonNode layer : manifest().path("layers")) {
      try (TarArchiveInputStream tar = layer(layer)) {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          if (entry.getName().replaceFirst("^/", "").equals(name)) return tar.readAllBytes();
        }
      }
    }
    throw new IOException("no " + name);
  }

  JsonNode config() throws IOException {
    return JSON.readTree(blob(manifest().at("/config/digest").asText()));
  }

  private byte[] blob(String digest) {
    return members.get("blobs/" + digest.replace(':', '/'));
  }

  private TarArchiveInputStream layer(JsonNode layer) throws IOException {
    return new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(blob(layer.path("digest").asText()))));
  }

  /** Names of the files of all layers. */
  List<String> files() throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode layer : manifest().path("layers")) {
      try (TarArchiveInputStream tar = layer(layer)) {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          if (entry.isFile()) names.add(entry.getName().replaceFirst("^/", ""));
        }
      }
    }
    return names;
  }

  /** Runs the image's entrypoint as its user, on a root that cannot be written; what it says. */
  String run(Path root, String... arguments) throws IOException, InterruptedException {
    return run(root, Map.of(), arguments);
  }

  /** The same with further environment variables. */
  String run(Path root, Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
    for (JsonNode layer : manifest().path("layers")) {
      try (TarArchiveInputStream tar = layer(layer)) {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          Path target = root.resolve(entry.getName().replaceFirst("^/", ""));
          if (entry.isDirectory()) Files.createDirectories(target);
          else unpack(tar, entry, target);
        }
      }
    }
    for (String place : List.of("proc", "dev", "tmp")) Files.createDirectories(root.resolve(place));
    JsonNode config = config().path("config");
    String user = config.path("User").asText().split(":")[0];
    List<String> command =
        new ArrayList<>(List.of("bwrap", "--unshare-all", "--uid", user, "--gid", user, "--ro-bind", root.toString(), "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--clearenv"));
    for (JsonNode variable : config.path("Env")) {
      String[] pair = variable.asText().split("=", 2);
      command.addAll(List.of("--setenv", pair[0], pair[1]));
    }
    environment.forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
    command.addAll(List.of("--chdir", config.path("WorkingDir").asText()));
    config.path("Entrypoint").forEach(word -> command.add(word.asText()));
    command.addAll(List.of(arguments));
    return BaseArchive.output(command);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(tar, target);
    Files.setLastModifiedTime(target, entry.getLastModifiedTime());
    boolean executable = (entry.getMode() & 0100) != 0;
    if (!target.toFile().setExecutable(executable) && executable) throw new IOException("cannot make executable: " + target);
  }
}
