package dev.missionmesh.cli.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of a mesh with their configuration.
 *
 * @param state what is remembered of the mesh
 * @param postgres the database
 * @param kafka the broker
 * @param keycloak the OpenID issuer, where the profile has one
 * @param services the services of the profile
 * @param balancer what shares out connections, where services have several processes
 * @param waf the firewall before the gateway and what counts for it; empty where there is none
 * @param migration what readies the database for the services
 * @param secrets what the parts let one another in by
 */
record Parts(
    MeshState state,
    PostgresPart postgres,
    KafkaPart kafka,
    Optional<KeycloakPart> keycloak,
    List<ServicePart> services,
    Optional<BalancerPart> balancer,
    List<Part> waf,
    MigrationStep migration,
    Secrets secrets) {

  /** The parts of a layout, with ports and secrets made where they are missing. */
  static Parts prepare(DataFolder data, Project project, Layout layout) throws IOException {
    data.folder("");
    MeshState before = MeshState.read(data);
    MeshState state = new MeshState(layout, Ports.complete(before.ports(), names(layout)));
    if (!state.equals(before)) state.write(data);
    Parts parts = of(data, project, state);
    return parts.anyRunning() ? parts : parts.withFreePorts(data, project);
  }

  /** The parts of a mesh that has been started before, for showing or stopping them. */
  static Parts known(DataFolder data, Project project, Layout layout) throws IOException {
    MeshState state = MeshState.read(data);
    return of(data, project, new MeshState(layout, Ports.complete(state.ports(), names(layout))));
  }

  /** The parts of a mesh as it was last started. */
  static Parts known(DataFolder data, Project project) throws IOException {
    return known(data, project, MeshState.read(data).layout());
  }

  /** Every part, those that others stand on first. */
  List<Part> all() {
    var all = new ArrayList<Part>(List.of(postgres, kafka));
    keycloak.ifPresent(all::add);
    all.addAll(services);
    balancer.ifPresent(all::add);
    all.addAll(waf);
    return all;
  }

  private static Parts of(DataFolder data, Project project, MeshState state) throws IOException {
    Secrets secrets = Secrets.ensure(data);
    var environment = new ServiceEnvironment(data, state, secrets);
    int database = state.port(PostgresPart.NAME);
    return new Parts(
        state,
        new PostgresPart(data, database, secrets.postgres()),
        new KafkaPart(data, project, state, secrets.kafka()),
        keycloak(data, project, state, secrets),
        state.layout().profile().services().stream()
            .flatMap(s -> state.layout().replicasOf(s).stream().map(replica -> service(data, project, environment, s, replica)))
            .toList(),
        state.layout().isBalanced() ? Optional.of(new BalancerPart(data, state)) : Optional.empty(),
        waf(data, project, state),
        new MigrationStep(data, database, secrets.postgres()),
        secrets);
  }

  private static ServicePart service(
      DataFolder data, Project project, ServiceEnvironment environment, String service, String replica) {
    return new ServicePart(data, project, service, replica, environment.of(service, replica));
  }

  private static List<Part> waf(DataFolder data, Project project, MeshState state) {
    if (!state.layout().waf().isOn()) return List.of();
    return List.of(
        new WafPart(data, project, state),
        new WafMetricsPart(data, state.port(WafMetricsPart.NAME)));
  }

  private static Optional<KeycloakPart> keycloak(
      DataFolder data, Project project, MeshState state, Secrets secrets) throws IOException {
    if (!state.layout().profile().hasIssuer()) return Optional.empty();
    KeycloakRealm realm = KeycloakRealm.of(data, project);
    var database =
        new KeycloakDatabase(
            state.port(PostgresPart.NAME),
            secrets.postgres(),
            realm.passwords().of(KeycloakRealm.DATABASE));
    return Optional.of(
        new KeycloakPart(data, state.port(KeycloakPart.NAME), realm, database));
  }

  /** The same parts with another port for one service; not written down yet. */
  Parts withOtherPort(DataFolder data, Project project, String service) throws IOException {
    return of(data, project, state.withPorts(Ports.replace(state.ports(), service)));
  }

  private boolean anyRunning() {
    return all().stream().anyMatch(part -> part.running().isPresent());
  }

  /** While nothing runs, a port that somebody else has taken meanwhile is replaced. */
  private Parts withFreePorts(DataFolder data, Project project) throws IOException {
    var free = new java.util.TreeMap<>(state.ports());
    free.values().removeIf(port -> !Ports.isFree(port));
    if (free.size() == state.ports().size()) return this;
    Map<String, Integer> ports = Ports.complete(free, state.ports().keySet());
    MeshState changed = state.withPorts(ports);
    changed.write(data);
    return of(data, project, changed);
  }

  private static List<String> names(Layout layout) {
    var names = new ArrayList<>(List.of(PostgresPart.NAME, KafkaPart.NAME, KafkaPart.CONTROLLER));
    if (layout.profile().hasIssuer()) names.add(KeycloakPart.NAME);
    for (String service : layout.profile().services()) {
      names.addAll(layout.replicasOf(service));
      if (layout.isBalanced()) names.add(BalancerPart.door(service));
    }
    if (layout.waf().isOn()) names.addAll(List.of(WafPart.NAME, WafPart.READY, WafMetricsPart.NAME));
    return names;
  }
}
