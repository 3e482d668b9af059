package dev.missionmesh.cli.local;

import dev.missionmesh.migrations.Migrations;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The configuration that each service gets as environment variables. */
final class ServiceEnvironment {
  /**
   * A mesh on one machine serves the person who started it, at the machine's own speed: only limits
   * that are set for a tenant slow anybody down.
   */
  private static final Map<String, String> RATES =
      Map.of(
          "MESH_GATEWAY_RATES_ADDRESS", "1000000 per PT1S burst 1000000",
          "MESH_GATEWAY_RATES_TENANT", "1000000 per PT1S burst 1000000",
          "MESH_GATEWAY_RATES_KEY", "1000000 per PT1S burst 1000000",
          "MESH_GATEWAY_RATES_ADMIN", "1000000 per PT1S burst 1000000");

  /** The variable that tells a service where to listen. */
  static final String PORT = "QUARKUS_HTTP_PORT";

  /** Connections that are kept rest for 2 s at most: none is left when a process that was told to end stops listening. */
  private static final String DRAIN = "3S";

  private final DataFolder data;
  private final MeshState state;
  private final Secrets secrets;

  ServiceEnvironment(DataFolder data, MeshState state, Secrets secrets) {
    this.data = data;
    this.state = state;
    this.secrets = secrets;
  }

  /**
   * What a process is started with.
   *
   * @param replica its name: the service's own, or one for each process where there are several
   */
  Map<String, String> of(String service, String replica) {
    var environment = new HashMap<String, String>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put(PORT, Integer.toString(state.port(replica)));
    environment.put("MESH_PROFILE", state.layout().profile().label());
    environment.put("MESH_STATE_DIRECTORY", data.folder("state/" + replica).toString());
    environment.putAll(trust(service));
    environment.put("MESH_SECRETS_DIRECTORY", secrets.services().directory(service).toString());
    environment.put("MESH_KAFKA_BOOTSTRAP", "127.0.0.1:" + state.port(KafkaPart.NAME));
    environment.putAll(database(service));
    environment.putAll(peers());
    environment.putAll(tracing());
    if (state.layout().isBalanced()) environment.put("QUARKUS_SHUTDOWN_DELAY", DRAIN);
    switch (service) {
      case "gateway" -> {
        environment.put("MESH_BOOTSTRAP_DIRECTORY", data.folder("keys").toString());
        environment.put("MESH_GATEWAY_WEBHOOKS_KEY_FILE", SealingKeyFile.file(data).toString());
        environment.putAll(RATES);
        environment.putAll(issuer());
        // The firewall names the caller, and calls from this machine.
        if (state.layout().waf().isOn()) environment.put("MESH_GATEWAY_TRUSTED_PROXIES", "127.0.0.1/32");
      }
      case "telemetry" ->
          environment.put("MESH_AUDIT_SIGNING_KEY", secrets.signing().privateKey("audit").toString());
      case "search-indexer" -> environment.putAll(index(replica));
      default -> {}
    }
    return environment;
  }

  /** Each process keeps the whole index, so that each has to read all there is. */
  private static Map<String, String> index(String replica) {
    if (replica.equals("search-indexer")) return Map.of();
    return Map.of(
        "MESH_SEARCH_INSTANCE", replica,
        "MP_MESSAGING_INCOMING_MISSION_FACTS_GROUP_ID", "search-indexer." + replica);
  }

  private Map<String, String> trust(String service) {
    return Map.of(
        "MESH_TRUST_DIRECTORY", data.folder("trust").toString(),
        "MESH_TRUST_PRIVATE_KEY", secrets.signing().privateKey(service).toString());
  }

  private Map<String, String> database(String service) {
    if (!ServiceSecrets.hasDatabase(service)) return Map.of();
    String server = "postgresql://127.0.0.1:" + state.port(PostgresPart.NAME);
    return Map.of("MESH_DATABASE_URL", server + "/" + Migrations.DATABASE);
  }

  private Map<String, String> issuer() {
    if (!state.layout().profile().hasIssuer()) return Map.of();
    return Map.of(
        "MESH_GATEWAY_OIDC_ISSUER", KeycloakPart.issuer(state.port(KeycloakPart.NAME)),
        "MESH_GATEWAY_OIDC_RESOURCE", state.publicUrl(),
        "MESH_GATEWAY_OIDC_AUTHORIZATION_SERVICES", "true");
  }

  /** Whom a service may call: nobody calls the gateway. */
  private Map<String, String> peers() {
    var peers = new HashMap<String, String>();
    for (String name : state.layout().profile().services()) {
      if (name.equals("gateway")) continue;
      String variable = name.toUpperCase(Locale.ROOT).replace('-', '_');
      peers.put("MESH_SERVICES_" + variable + "_URL", "http://127.0.0.1:" + state.door(name));
    }
    return peers;
  }

  private static Map<String, String> tracing() {
    boolean traced = !System.getenv().getOrDefault("MESH_OTLP_ENDPOINT", "").isBlank();
    return Map.of("QUARKUS_OTEL_SDK_DISABLED", Boolean.toString(!traced));
  }
}
