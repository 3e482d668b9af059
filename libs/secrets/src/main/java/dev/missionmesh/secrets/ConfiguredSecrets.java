package dev.missionmesh.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/**
 * Secrets from the configuration: the environment first, then {@link SecretFiles}. Another place to keep them in is one more
 * source of configuration.
 */
@ApplicationScoped
public class ConfiguredSecrets implements Secrets {
  private final Config config;

  /** For what is made outside the container too, such as the parts of a Kafka client. */
  public ConfiguredSecrets(Config config) {
    this.config = config;
  }

  @Override
  public String get(String name) {
    return config.getValue(name, String.class);
  }
}
