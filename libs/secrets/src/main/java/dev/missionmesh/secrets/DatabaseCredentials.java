package dev.missionmesh.secrets;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * The login of each new connection to a database. A datasource names it by {@code credentials-provider}: {@code mesh.database.api}
 * stands for {@code mesh.database.api-login} and {@code mesh.database.api-password}. Connections there are live on.
 */
@ApplicationScoped
@Unremovable
class DatabaseCredentials implements CredentialsProvider {
  private final Secrets secrets;

  DatabaseCredentials(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public Map<String, String> getCredentials(String name) {
    Secrets.Login login = secrets.login(name + "-login", name + "-password");
    return Map.of(USER_PROPERTY_NAME, login.name(), PASSWORD_PROPERTY_NAME, login.password());
  }
}
