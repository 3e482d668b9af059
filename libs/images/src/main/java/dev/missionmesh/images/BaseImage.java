package dev.missionmesh.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What images stand on: a Java runtime, named in a registry or lying in an archive. */
record BaseImage(String text) {
  /** Of the machine that builds, and so of the images: some libraries are native. */
  static final String ARCHITECTURE = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";

  private static final String ARCHIVE = "tar:";

  /** True if nothing has to be fetched. */
  boolean isArchive() {
    return text.startsWith(ARCHIVE);
  }

  /** Fails, saying what is wrong, if it lies in an archive that no image of ours can stand on. */
  void check() throws IOException {
    if (isArchive()) new DockerArchive(archive()).check();
  }

  /** A new image on top of it. */
  JibContainerBuilder builder() {
    try {
      return isArchive() ? Jib.from(TarImage.at(archive())) : Jib.from(text).setPlatforms(Set.of(new Platform(ARCHITECTURE, "linux")));
    } catch (InvalidImageReferenceException e) {
      throw Failure.error(
          "'" + text + "' names no image",
          "Give --base a name such as eclipse-temurin:25-jre, or tar: and the path of an archive.");
    }
  }

  private Path archive() {
    Path archive = Path.of(text.substring(ARCHIVE.length()));
    if (Files.isDirectory(archive)) {
      throw Failure.error(archive + " is a folder, not an archive", DockerArchive.ADVICE);
    }
    if (!Files.isReadable(archive)) {
      throw Failure.error("there is no archive " + archive + " to read", DockerArchive.ADVICE);
    }
    return archive;
  }
}
