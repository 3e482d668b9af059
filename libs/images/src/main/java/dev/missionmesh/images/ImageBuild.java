package dev.missionmesh.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** Builds images one after the other, each into an archive and, if so wished, into a registry. */
final class ImageBuild {
  private final BaseImage base;
  private final Path folder;
  private final String registry;
  private final String version;

  /**
   * A build.
   *
   * @param folder gets the archives
   * @param registry where images are pushed to, such as {@code registry.example.com/mesh}; null for
   *     nowhere
   */
  ImageBuild(BaseImage base, Path folder, String registry, String version) {
    this.base = base;
    this.folder = folder;
    this.registry = registry;
    this.version = version;
  }

  /** Builds the image of one program, without a start-up cache. */
  BuiltImage run(Program program) throws IOException, InterruptedException {
    return run(program, null);
  }

  /**
   * Builds the image of one program.
   *
   * @param cache file of its start-up cache; null for none
   */
  BuiltImage run(Program program, Path cache) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    byte[] bill = new BillOfMaterials(program, version).json();
    Path billFile = Files.write(Files.createTempFile(folder, program.name(), ".cdx.json"), bill);
    try {
      ProgramImage image = new ProgramImage(program, version);
      Path file = folder.resolve("missionmesh-" + program.name() + "-" + version + ".tar");
      ImageReference name = name("missionmesh", program);
      JibContainer made = build(image.on(base, billFile, cache), Containerizer.to(TarImage.at(file).named(name)));
      new Archive(file).complete("docker.io/" + name, BaseImage.ARCHITECTURE, bill);
      if (registry != null) {
        build(image.on(base, billFile, cache), Containerizer.to(pushed(name(registry, program))));
      }
      return new BuiltImage(program.name(), name.toString(), made.getDigest().toString(), file, cache != null);
    } finally {
      Files.delete(billFile);
    }
  }

  private ImageReference name(String repository, Program program) {
    try {
      return ImageReference.parse(repository + "/" + program.name() + ":" + version);
    } catch (InvalidImageReferenceException e) {
      throw Failure.error(
          "'" + repository + "' is no place for images",
          "Give --push a registry and a path, such as registry.example.com/mesh.");
    }
  }

  /** With what {@code docker login} and its like have left behind. */
  private static RegistryImage pushed(ImageReference name) {
    var credentials = CredentialRetrieverFactory.forImage(name, event -> {});
    return RegistryImage.named(name).addCredentialRetriever(credentials.dockerConfig());
  }

  /** Without TLS, as with every other tool that pushes. */
  private boolean isOnThisMachine() {
    return registry != null && registry.matches("(localhost|127\\.[0-9.]+)(:[0-9]+)?(/.*)?");
  }

  private JibContainer build(JibContainerBuilder image, Containerizer target)
      throws IOException, InterruptedException {
    target
        .setToolName("missionmesh")
        .setToolVersion(version)
        .setAllowInsecureRegistries(isOnThisMachine())
        .setOfflineMode(base.isArchive() && registry == null);
    try {
      return image.containerize(target);
    } catch (RegistryException e) {
      throw Failure.error(e.getMessage(), "Check the name and the login of the registry.");
    } catch (CacheDirectoryCreationException e) {
      throw new IOException(e.getMessage(), e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }
}
