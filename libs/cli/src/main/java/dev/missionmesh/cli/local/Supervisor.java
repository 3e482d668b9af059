package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

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
   * @param profile the services that make up the mesh
   * @param only names of the parts wanted, with those they stand on; empty means all
   */
  Parts up(Profile profile, Collection<String> only) throws Exception {
    try (UpLock _ = UpLock.take(data, terminal)) {
      if (Files.exists(data.state()) && MeshState.read(data).profile() != profile) stopServices();
      Parts parts = Parts.prepare(data, Project.current(), profile);
      List<String> wanted =
          profile.services().stream().filter(s -> only.isEmpty() || only.contains(s)).toList();
      requireKnown(parts, only);
      if (wanted.contains("sandbox-runtime")) HostTools.ensure(terminal);
      boolean both = !wanted.isEmpty();
      var infrastructure = new ArrayList<Callable<Void>>();
      if (both || only.contains(PostgresPart.NAME)) infrastructure.add(() -> database(parts));
      if (both || only.contains(KafkaPart.NAME)) infrastructure.add(new Start(parts.kafka(), data, terminal).step());
      Parallel.run(infrastructure);
      return services.start(parts, wanted);
    }
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

  /** Also before a change of profile: each service is told at its start which others there are. */
  private Parts stopServices() throws Exception {
    Parts parts = Parts.known(data, Project.current(), Profile.STANDARD);
    services.stop(parts.services());
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
