package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Starts and stops the processes of a mesh on this machine, each after those it stands on. */
final class Supervisor {
  private static final Set<String> FIRST_TO_STOP = Set.of("gateway", "sandbox-runtime");
  private final DataFolder data;
  private final Terminal terminal;

  Supervisor(DataFolder data, Terminal terminal) {
    this.data = data;
    this.terminal = terminal;
  }

  /**
   * Starts what is not running.
   *
   * @param profile the services that make up the mesh
   * @param only names of the parts wanted, with those they stand on; empty means all
   */
  Parts up(Profile profile, Collection<String> only) throws Exception {
    try (UpLock _ = UpLock.take(data, terminal)) {
      if (Files.exists(data.state()) && MeshState.read(data).profile() != profile) stopServices();
      Parts parts = Parts.prepare(data, Project.current(), profile);
      List<ServicePart> services =
          parts.services().stream().filter(s -> only.isEmpty() || only.contains(s.name())).toList();
      requireKnown(parts, only);
      if (services.stream().anyMatch(s -> s.name().equals("sandbox-runtime"))) {
        HostTools.ensure(terminal);
      }
      boolean both = !services.isEmpty();
      var infrastructure = new ArrayList<Callable<Void>>();
      if (both || only.contains(PostgresPart.NAME)) infrastructure.add(() -> database(parts));
      if (both || only.contains(KafkaPart.NAME)) infrastructure.add(start(parts.kafka()));
      Parallel.run(infrastructure);
      Parallel.run(services.stream().map(this::start).toList());
      return parts;
    }
  }

  /** Ends everything, what uses others before those. */
  void down() throws Exception {
    if (!Files.exists(data.state())) return;
    try (UpLock _ = UpLock.take(data, terminal)) {
      Parts parts = stopServices();
      stop(List.of(parts.kafka()));
      stop(List.of(parts.postgres()));
    }
  }

  /** Also before a change of profile: each service is told at its start which others there are. */
  private Parts stopServices() throws Exception {
    Parts parts = Parts.known(data, Project.current(), Profile.STANDARD);
    List<ServicePart> services = parts.services();
    stop(services.stream().filter(s -> FIRST_TO_STOP.contains(s.name())).toList());
    stop(services.stream().filter(s -> !FIRST_TO_STOP.contains(s.name())).toList());
    return parts;
  }

  private Void database(Parts parts) throws Exception {
    start(parts.postgres()).call();
    MigrationStep migration = parts.migration();
    if (migration.isNeeded()) {
      terminal.say(String.format("%-16s %s", PostgresPart.NAME, "migrating the schemas of all services"));
      migration.run();
    }
    return null;
  }

  private Callable<Void> start(Part part) {
    return () -> {
      new Start(part, data, terminal).run();
      return null;
    };
  }

  private void stop(List<? extends Part> parts) throws Exception {
    Parallel.run(parts.stream().filter(Part::wasStarted).map(this::stop).toList());
  }

  private Callable<Void> stop(Part part) {
    return () -> {
      boolean running = part.running().isPresent();
      if (running) terminal.say(String.format("%-16s %s", part.name(), "stopping"));
      part.stop();
      return null;
    };
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
