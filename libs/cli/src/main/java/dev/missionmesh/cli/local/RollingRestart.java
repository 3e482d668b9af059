package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.util.Collection;
import java.util.List;

/**
 * Starts services anew, one process after the other. Where a service has several, the others do its work
 * meanwhile and no request fails: a process gets no new connections before it is told to end.
 */
final class RollingRestart {
  private final Parts parts;
  private final DataFolder data;
  private final Terminal terminal;

  RollingRestart(Parts parts, DataFolder data, Terminal terminal) {
    this.parts = parts;
    this.data = data;
    this.terminal = terminal;
  }

  /** Restarts the processes of services; of all of them if none is named. */
  void run(Collection<String> services) throws Exception {
    List<String> known = parts.state().layout().profile().services();
    for (String service : services) {
      if (!known.contains(service)) {
        throw Failure.usage("the mesh has no service " + service, "It has: " + String.join(", ", known));
      }
    }
    requireRunning(services);
    for (ServicePart part : parts.services()) {
      if (services.isEmpty() || services.contains(part.service())) restart(part);
    }
  }

  /** All at once are looked at first: where one is down, taking another away would end the service. */
  private void requireRunning(Collection<String> services) {
    for (ServicePart part : parts.services()) {
      boolean wanted = services.isEmpty() || services.contains(part.service());
      if (wanted && !part.isReady()) throw Failure.error(part.name() + " is not ready", "Start it with: mesh up");
    }
  }

  private void restart(ServicePart part) throws Exception {
    if (parts.balancer().isPresent()) parts.balancer().get().spare(part.name());
    new Stop(terminal).all(List.of(part));
    new Start(part, data, terminal).run();
    if (parts.balancer().isPresent()) parts.balancer().get().spareNobody();
  }
}
