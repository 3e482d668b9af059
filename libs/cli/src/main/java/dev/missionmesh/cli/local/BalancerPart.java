package dev.missionmesh.cli.local;

import java.io.IOException;
import java.util.Optional;

/**
 * Shares connections out to the processes of each service, as a Service of Kubernetes does: nginx, which
 * looks into none of them.
 */
final class BalancerPart extends RecordedPart<NginxProcess> {
  static final String NAME = "balancer";

  private final DataFolder data;
  private final MeshState state;

  BalancerPart(DataFolder data, MeshState state) {
    super(new NginxProcess(data, NAME));
    this.data = data;
    this.state = state;
  }

  /** Name of the port at which it takes connections for a service. */
  static String door(String service) {
    return service + "-door";
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + state.door("gateway");
  }

  @Override
  public boolean isReady() {
    return state.layout().profile().services().stream().allMatch(service -> process.listensOn(state.door(service)));
  }

  @Override
  public ProcessHandle start() throws IOException, InterruptedException {
    WafPrograms programs = WafPrograms.find(data).orElseThrow();
    var configuration = configuration(programs);
    configuration.write("");
    return process.start(programs, configuration.folder());
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop();
  }

  /** Gives new connections to every process, but not to one of them; a connection that there is stays. */
  void spare(String replica) throws IOException, InterruptedException {
    Optional<WafPrograms> programs = WafPrograms.find(data);
    Optional<ProcessHandle> master = running();
    if (programs.isEmpty() || master.isEmpty() || !configuration(programs.get()).write(replica)) return;
    Daemon.signal(master.get(), "HUP");
  }

  /** Gives new connections to every process. */
  void spareNobody() throws IOException, InterruptedException {
    spare("");
  }

  private BalancerConfiguration configuration(WafPrograms programs) {
    return new BalancerConfiguration(data, state, programs);
  }
}
