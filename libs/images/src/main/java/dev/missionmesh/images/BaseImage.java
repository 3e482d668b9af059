package dev.missionmesh.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import dev.missionmesh.cli.output.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/** What images stand on: a Java runtime, named in a registry or lying in an archive. */
record BaseImage(String text) {
  private static final String ARCHIVE = "tar:";

  /** True if nothing has to be fetched. */
  boolean isArchive() {
    return text.startsWith(ARCHIVE);
  }

  /** A new image on top of it. */
  JibContainerBuilder builder() {
    try {
      return isArchive() ? Jib.from(TarImage.at(archive())) : Jib.from(text);
    } catch (InvalidImageReferenceException e) {
      throw Failure.error(
          "'" + text + "' names no image",
          "Give --base a name such as eclipse-temurin:25-jre, or tar: and the path of an archive.");
    }
  }

  private Path archive() {
    Path archive = Path.of(text.substring(ARCHIVE.length()));
    if (!Files.isRegularFile(archive)) {
      throw Failure.error(
          "there is no archive " + archive,
          "Make one of an image with Java 25, as docker save or ctr images export do.");
    }
    return archive;
  }
}
