package dev.missionmesh.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * A directory with one file per secret, named like its property {@code mesh.…}, as Kubernetes mounts a Secret. Read whenever a
 * value is asked for: what has been rotated is seen at once. A line break at the end is no part of a secret.
 */
final class SecretFiles implements ConfigSource {
  /** Below the environment (300), above the application's own properties (250). */
  private static final int ORDINAL = 290;

  private static final Pattern NAME = Pattern.compile("mesh\\.[a-z0-9.-]{1,120}");

  private final Path directory;

  SecretFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public @Nullable String getValue(String name) {
    if (!NAME.matcher(name).matches()) {
      return null;
    }
    try {
      // A secret is never an expression.
      return Files.readString(directory.resolve(name)).stripTrailing().replace("$", "\\$");
    } catch (NoSuchFileException none) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("the secret cannot be read: " + name, e);
    }
  }

  @Override
  public Set<String> getPropertyNames() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("mesh.secrets.directory cannot be read: " + directory, e);
    }
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  @Override
  public String getName() {
    return "secret files";
  }
}
