package dev.missionmesh.secrets;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Adds {@link SecretFiles} where {@code mesh.secrets.directory} names a directory. */
public final class SecretFilesFactory implements ConfigSourceFactory {
  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    ConfigValue directory = context.getValue("mesh.secrets.directory");
    return directory == null || directory.getValue() == null || directory.getValue().isBlank()
        ? List.of()
        : List.of(new SecretFiles(Path.of(directory.getValue())));
  }
}
