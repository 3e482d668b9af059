package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Terminal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Starts and stops the mesh's own services, on other ports where theirs are taken. */
final class Services {
  private static final Set<String> FIRST_TO_STOP = Set.of("gateway", "sandbox-runtime");
  private static final int MOST_MOVES = 5;
  private final DataFolder data;
  private final Project project;
  private final Terminal terminal;

  Services(DataFolder data, Project project, Terminal terminal) {
    this.data = data;
    this.project = project;
    this.terminal = terminal;
  }

  /**
   * Starts what is not running. A port was free when it was chosen, and may be another program's by
   * the time the service listens: then the service gets a new one.
   *
   * @param only names of the services wanted
   * @return the parts with the ports they have at last
   */
  Parts start(Parts parts, Collection<String> only) throws Exception {
    var wanted = new HashSet<>(only);
    for (int moves = 0; ; moves++) {
      try {
        start(parts, wanted, true);
        start(parts, wanted, false);
        return parts;
      } catch (PortTaken taken) {
        if (moves == MOST_MOVES) throw taken;
        parts = move(parts, taken.part(), wanted);
      }
    }
  }

  /** What a service makes once for all its processes, such as the first API key, the first of them makes. */
  private void start(Parts parts, Set<String> wanted, boolean first) throws Exception {
    Parallel.run(
        parts.services().stream()
            .filter(part -> wanted.contains(part.service()) && part.name().equals(part.service()) == first)
            .map(part -> new Start(part, data, terminal).step())
            .toList());
  }

  /** Ends services, what uses others before those. */
  void stop(List<ServicePart> services) throws Exception {
    var stop = new Stop(terminal);
    stop.all(services.stream().filter(s -> FIRST_TO_STOP.contains(s.service())).toList());
    stop.all(services.stream().filter(s -> !FIRST_TO_STOP.contains(s.service())).toList());
  }

  /** Ends and notes as wanted whoever was told the old port; writes the new one down. */
  private Parts move(Parts parts, String service, Set<String> wanted) throws Exception {
    Parts moved = parts.withOtherPort(data, project, service);
    terminal.say(
        String.format(
            "%-16s port %d was taken by another program, trying port %d",
            service, parts.state().port(service), moved.state().port(service)));
    List<ServicePart> outdated =
        parts.services().stream()
            .filter(old -> old.wasStarted() && moved.services().stream().noneMatch(old::isStartedLike))
            .toList();
    stop(outdated);
    outdated.forEach(old -> wanted.add(old.service()));
    moved.state().write(data);
    return moved;
  }
}
