package dev.missionmesh.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * An archive of an image as {@code docker save} writes it ({@code manifest.json}, a configuration
 * and layers), looked at before anything is built on it.
 */
record DockerArchive(Path file) {
  static final String ADVICE =
      "Make one of an image with Java 25: docker save eclipse-temurin:25-jre -o base.tar, or ctr images export base.tar NAME.";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int JAVA = 25;

  /** Fails, saying what is wrong and what to do, unless programs of ours can run on the image in it. */
  void check() throws IOException {
    refuseCompressed();
    try (TarFile tar = open()) {
      if (tar.getEntries().isEmpty()) throw noTar();
      JsonNode image = json(tar, "manifest.json").path(0);
      JsonNode configuration = json(tar, image.path("Config").asText());
      refuseOtherPlatform(configuration);
      LayerFiles files = new LayerFiles();
      for (JsonNode layer : image.path("Layers")) {
        try (InputStream content = tar.getInputStream(entry(tar, layer.asText()))) {
          files.add(content);
        }
      }
      refuseWithoutJava(files, configuration.path("config").path("Env"));
    }
  }

  private Failure wrong(String what, String next) {
    return Failure.error(file + " " + what, next);
  }

  private void refuseCompressed() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(2);
      boolean gzip = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
      if (gzip) throw wrong("is compressed", "Unpack it first: gunzip -c " + file + " > base.tar");
    }
  }

  private TarFile open() {
    try {
      return new TarFile(file);
    } catch (IOException | IllegalArgumentException e) {
      throw noTar();
    }
  }

  private Failure noTar() {
    return wrong("is no tar archive, or cut short", ADVICE);
  }

  private TarArchiveEntry entry(TarFile tar, String name) {
    return named(tar, name)
        .orElseThrow(
            () ->
                wrong(
                    "holds no image as docker save writes it: " + name + " is missing",
                    "Of an OCI layout make one with: skopeo copy oci-archive:" + file + " docker-archive:base.tar"));
  }

  /** The member of a tar that has this name. */
  static Optional<TarArchiveEntry> named(TarFile tar, String name) {
    return tar.getEntries().stream().filter(entry -> entry.getName().equals(name)).findFirst();
  }

  private JsonNode json(TarFile tar, String name) throws IOException {
    try (InputStream in = tar.getInputStream(entry(tar, name))) {
      return JSON.readTree(in);
    }
  }

  private void refuseOtherPlatform(JsonNode configuration) {
    String is = configuration.path("os").asText() + "/" + configuration.path("architecture").asText();
    String wanted = "linux/" + BaseImage.ARCHITECTURE;
    if (!is.equals(wanted)) {
      throw wrong(
          "is for " + is + ", but images made here are for " + wanted,
          "Export it for that platform: docker pull --platform " + wanted + " NAME, then docker save.");
    }
  }

  private void refuseWithoutJava(LayerFiles files, JsonNode environment) {
    String java = java(files, environment).orElseThrow(() -> wrong("has no java on its PATH", ADVICE));
    int version = files.javaVersion(java).orElse(JAVA);
    if (version != JAVA) throw wrong("has Java " + version + ", but the programs need Java " + JAVA, ADVICE);
  }

  /** The java that the PATH of an image leads to. */
  static Optional<String> java(LayerFiles files, JsonNode environment) {
    String path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    for (JsonNode variable : environment) {
      if (variable.asText().startsWith("PATH=")) path = variable.asText().substring("PATH=".length());
    }
    for (String folder : path.split(":")) {
      Optional<String> java = files.find(folder + "/java");
      if (java.isPresent()) return java;
    }
    return Optional.empty();
  }
}
