package dev.missionmesh.messaging;

import dev.missionmesh.secrets.ConfiguredSecrets;
import dev.missionmesh.secrets.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Tells a Kafka client by SCRAM who it is, each time it connects: as {@code mesh.kafka.login} with {@code mesh.kafka.password} as
 * they are then. Named by {@code sasl.client.callback.handler.class}.
 */
public final class KafkaCredentials implements AuthenticateCallbackHandler {
  private @Nullable Secrets secrets;
  private Secrets.@Nullable Login login;

  /** For Kafka, which makes one per client and configures it. */
  public KafkaCredentials() {}

  KafkaCredentials(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public void configure(
      Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaasEntries) {
    secrets = new ConfiguredSecrets(ConfigProvider.getConfig());
  }

  /** The name is asked for first and the password later: both must be of one login. */
  @Override
  public synchronized void handle(Callback[] callbacks) throws UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      switch (callback) {
        case NameCallback name -> {
          login = Objects.requireNonNull(secrets, "not configured").login("mesh.kafka.login", "mesh.kafka.password");
          name.setName(login.name());
        }
        case PasswordCallback password -> password.setPassword(Objects.requireNonNull(login, "no name was asked for").password().toCharArray());
        case ScramExtensionsCallback none -> none.extensions(Map.of());
        default -> throw new UnsupportedCallbackException(callback);
      }
    }
  }

  @Override
  public void close() {}
}
