package dev.missionmesh.cli.local;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keycloak, the OpenID issuer of the enterprise profile, as a process of its own. */
final class KeycloakPart extends RecordedPart<RecordedProcess> {
  static final String NAME = "keycloak";
  private static final int PATIENCE_SECONDS = 30;

  private final DataFolder data;
  private final int port;
  private final KeycloakRealm realm;
  private final KeycloakDatabase database;

  KeycloakPart(DataFolder data, int port, KeycloakRealm realm, KeycloakDatabase database) {
    super(new RecordedProcess(data, NAME));
    this.data = data;
    this.port = port;
    this.realm = realm;
    this.database = database;
  }

  /** What a Keycloak on this port calls itself in the tokens that it makes. */
  static String issuer(int port) {
    return "http://127.0.0.1:" + port + "/realms/" + KeycloakRealm.NAME;
  }

  KeycloakDatabase database() {
    return database;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public boolean isReady() {
    return process.listensOn(port)
        && Probe.answers(port, "/realms/" + KeycloakRealm.NAME + "/.well-known/openid-configuration");
  }

  @Override
  public ProcessHandle start() throws IOException {
    realm.offer(KeycloakDistribution.home(data).resolve("data/import"));
    List<String> command = KeycloakDistribution.start(data);
    return process.start(command, environment(), data.folder("state/" + NAME));
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop(PATIENCE_SECONDS);
  }

  private Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put("KC_CACHE", "local");
    environment.put("KC_HTTP_ENABLED", "true");
    environment.put("KC_HTTP_HOST", "127.0.0.1");
    environment.put("KC_HTTP_PORT", Integer.toString(port));
    environment.put("KC_HOSTNAME", url());
    environment.put("KC_DB_URL", database.url());
    environment.put("KC_DB_USERNAME", KeycloakDatabase.NAME);
    environment.put("KC_DB_PASSWORD", realm.passwords().of(KeycloakRealm.DATABASE));
    environment.put("KC_DB_POOL_INITIAL_SIZE", "1");
    environment.put("KC_DB_POOL_MIN_SIZE", "1");
    environment.put("KC_DB_POOL_MAX_SIZE", "8");
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakRealm.ADMIN);
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", realm.passwords().of(KeycloakRealm.ADMIN));
    return environment;
  }
}
