package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** Starts and stops the processes of a mesh on this machine, each after those it stands on. */
final class Supervisor {
  private final DataFolder data;
  private final Terminal terminal;
  private final Services services;

  Supervisor(DataFolder data, Terminal terminal) {
    this.data = data;
    this.terminal = terminal;
    this.services = new Services(data, Project.current(), terminal);
  }

  /**
   * Starts what is not running.
   *
   * @param layout what the mesh is to be made of
   * @param only names of the parts wanted, with those they stand on; empty means all
   */
  Parts up(Layout layout, Collection<String> only) throws Exception {
    try (UpLock _ = UpLock.take(data, terminal)) {
      if (layout.waf().isOn() || layout.isBalanced()) WafPrograms.ensure(data, terminal);
      stopOutdated(layout);
      Parts parts = Parts.prepare(data, Project.current(), layout);
      List<String> wanted = layout.profile().services().stream().filter(s -> isWanted(s, only)).toList();
      requireKnown(parts, only);
      if (wanted.contains("sandbox-runtime")) HostTools.ensure(terminal);
      boolean all = only.isEmpty();
      var issuer = new IssuerStep(data, terminal);
      var started = new AtomicReference<>(parts);
      var steps = new ArrayList<Callable<Void>>();
      if (parts.keycloak().isPresent() && (all || only.contains(KeycloakPart.NAME))) {
        steps.add(() -> issuer.start(parts.keycloak().get()));
      }
      steps.add(
          () -> {
            infrastructure(parts, wanted, only, issuer);
            // Services look for one another while they start.
            if (parts.balancer().isPresent() && !wanted.isEmpty()) new Start(parts.balancer().get(), data, terminal).run();
            started.set(services.start(parts, wanted));
            if (parts.balancer().isPresent()) started.get().balancer().orElseThrow().spareNobody();
            return null;
          });
      Parallel.run(steps);
      return new WafStep(data, Project.current(), terminal).start(started.get(), only);
    }
  }

  private void infrastructure(
      Parts parts, List<String> wanted, Collection<String> only, IssuerStep issuer)
      throws Exception {
    boolean both = !wanted.isEmpty();
    var steps = new ArrayList<Callable<Void>>();
    if (both || only.contains(PostgresPart.NAME) || only.contains(KeycloakPart.NAME)) {
      steps.add(
          () -> {
            database(parts);
            issuer.databaseIsUp();
            return null;
          });
    }
    if (both || only.contains(KafkaPart.NAME)) steps.add(new Start(parts.kafka(), data, terminal).step());
    Parallel.run(steps);
  }

  /** Ends everything, what uses others before those. */
  void down() throws Exception {
    if (!Files.exists(data.state())) return;
    try (UpLock _ = UpLock.take(data, terminal)) {
      Parts parts = stopServices();
      var stop = new Stop(terminal);
      stop.all(List.of(parts.kafka()));
      stop.all(List.of(parts.postgres()));
    }
  }

  /** The firewall stands on the gateway. */
  private static boolean isWanted(String service, Collection<String> only) {
    return only.isEmpty()
        || only.contains(service)
        || (service.equals("gateway") && only.contains(WafPart.NAME));
  }

  /** Ends what was told at its start of others than there are going to be. */
  private void stopOutdated(Layout layout) throws Exception {
    if (!Files.exists(data.state())) return;
    Layout before = MeshState.read(data).layout();
    if (before.profile() != layout.profile() || before.replicas() != layout.replicas()) {
      stopServices();
    } else if (before.waf().isOn() != layout.waf().isOn()) {
      Parts parts = everything();
      new Stop(terminal).all(parts.waf());
      services.stop(parts.services().stream().filter(s -> s.service().equals("gateway")).toList());
    }
  }

  /** All parts that this mesh may ever have had. */
  private Parts everything() throws Exception {
    MeshState state = MeshState.read(data);
    Profile largest = state.ports().containsKey(KeycloakPart.NAME) ? Profile.ENTERPRISE : Profile.STANDARD;
    WafMode waf = state.ports().containsKey(WafPart.NAME) ? WafMode.BLOCK : WafMode.OFF;
    return Parts.known(data, Project.current(), new Layout(largest, waf, state.layout().replicas()));
  }

  /** Also before a change of profile: each service is told at its start which others there are. */
  private Parts stopServices() throws Exception {
    Parts parts = everything();
    new Stop(terminal).all(parts.waf());
    services.stop(parts.services());
    new Stop(terminal).all(parts.balancer().stream().toList());
    new Stop(terminal).all(parts.keycloak().stream().toList());
    return parts;
  }

  private Void database(Parts parts) throws Exception {
    new Start(parts.postgres(), data, terminal).run();
    MigrationStep migration = parts.migration();
    if (migration.isNeeded()) {
      terminal.say(String.format("%-16s %s", PostgresPart.NAME, "migrating the schemas of all services"));
      migration.run();
    }
    return null;
  }

  private static void requireKnown(Parts parts, Collection<String> only) {
    List<String> names = parts.all().stream().map(Part::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw Failure.usage("the mesh has no part " + name, "It has: " + String.join(", ", names));
      }
    }
  }
}
