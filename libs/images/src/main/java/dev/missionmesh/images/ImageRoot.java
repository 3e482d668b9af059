package dev.missionmesh.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.cli.local.StartupCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * The base of an image, unpacked, so that its JVM can be run. Each program sees it as its root, with
 * its own files below {@code /app} as its image has them: a start-up cache fits only the JVM, the
 * paths and the times of files that it was trained with.
 *
 * @param folder gets {@code root} and a folder for each program
 * @param java the base's, an absolute path in it
 */
record ImageRoot(Path folder, String java) {
  private static final ObjectMapper JSON = new ObjectMapper();
  /** A root of its own that ends with the process, which stays the same one: signals reach the JVM. What lies in /tmp stays where it is. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      export JAVA_TOOL_OPTIONS=-Xmx256m
      exec unshare --mount --propagation private -- sh -c '
        cd %1$s && mount --rbind /proc proc && mount --rbind /dev dev && mount --bind %2$s/app app && mount --bind %2$s/cache cache &&
        mount --rbind /tmp tmp && exec chroot %1$s "$@"' sh %3$s "$@"
      """;

  /** Unpacks what an image stands on: all layers but the program's own. */
  static ImageRoot of(BuiltImage image, Path folder) throws IOException, InterruptedException {
    Path root = folder.resolve("root");
    LayerFiles files = new LayerFiles();
    JsonNode environment;
    try (TarFile archive = new TarFile(image.file())) {
      JsonNode manifest = manifest(archive);
      environment = blob(archive, manifest.at("/config/digest").asText()).at("/config/Env");
      JsonNode layers = manifest.path("layers");
      for (int i = 0; i < layers.size() - ProgramImage.LAYERS; i++) {
        String digest = layers.path(i).path("digest").asText();
        try (InputStream content = open(archive, digest)) {
          files.add(content);
        }
        unpack(archive, digest, root, List.of("--exclude=.wh.*"));
      }
    }
    for (String place : List.of("proc", "dev", "tmp", "app", "cache")) Files.createDirectories(root.resolve(place));
    String java = DockerArchive.java(files, environment).orElseThrow(() -> new IOException("the base has no java on its PATH"));
    return new ImageRoot(folder, "/" + java);
  }

  /** Makes a program ready to be started in it by a script {@code start}; {@code command} is that of its image. */
  Path place(BuiltImage image, List<String> command) throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve(image.program()));
    Files.createDirectories(own.resolve("cache"));
    try (TarFile archive = new TarFile(image.file())) {
      JsonNode layers = manifest(archive).path("layers");
      for (int i = layers.size() - ProgramImage.LAYERS; i < layers.size(); i++) {
        unpack(archive, layers.path(i).path("digest").asText(), own, List.of());
      }
    }
    StringBuilder words = new StringBuilder(java);
    for (String flag : StartupCache.made("/cache/startup.aot")) words.append(' ').append(flag);
    for (String word : command.subList(1, command.size())) words.append(' ').append(word);
    Path start = own.resolve("start");
    Files.writeString(start, SCRIPT.formatted(folder.resolve("root"), own, words));
    Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwxr-xr-x"));
    return start;
  }

  /** What the JVM of a program has learnt; empty if it wrote nothing. */
  Optional<Path> cache(String program) throws IOException {
    Path cache = folder.resolve(program).resolve("cache/startup.aot");
    return Files.exists(cache) && Files.size(cache) > 0 ? Optional.of(cache) : Optional.empty();
  }

  private static JsonNode manifest(TarFile archive) throws IOException {
    try (InputStream in = archive.getInputStream(DockerArchive.named(archive, "index.json").orElseThrow())) {
      String index = JSON.readTree(in).at("/manifests/0/digest").asText();
      return blob(archive, blob(archive, index).at("/manifests/0/digest").asText());
    }
  }

  private static InputStream open(TarFile archive, String digest) throws IOException {
    return archive.getInputStream(DockerArchive.named(archive, "blobs/" + digest.replace(':', '/')).orElseThrow());
  }

  private static JsonNode blob(TarFile archive, String digest) throws IOException {
    try (InputStream in = open(archive, digest)) {
      return JSON.readTree(in);
    }
  }

  /** By tar itself, which keeps links, permissions and times. */
  private static void unpack(TarFile archive, String digest, Path into, List<String> options)
      throws IOException, InterruptedException {
    Files.createDirectories(into);
    List<String> command = new ArrayList<>(List.of("tar", "-xz", "--no-same-owner", "--warning=no-unknown-keyword", "-C", into.toString()));
    command.addAll(options);
    Process tar = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (InputStream content = open(archive, digest); var out = tar.getOutputStream()) {
      content.transferTo(out);
    }
    if (tar.waitFor() != 0) throw new IOException("a layer could not be unpacked: " + digest);
  }
}
