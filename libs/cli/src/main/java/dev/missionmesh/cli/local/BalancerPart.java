package dev.missionmesh.cli.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shares connections out to the processes of each service, as a Service of Kubernetes does: nginx, which
 * looks into none of them.
 */
final class BalancerPart implements Part {
  static final String NAME = "balancer";
  private static final int PATIENCE_SECONDS = 10;

  private final DataFolder data;
  private final MeshState state;
  private final RecordedProcess process;

  BalancerPart(DataFolder data, MeshState state) {
    this.data = data;
    this.state = state;
    this.process = new RecordedProcess(data, NAME);
  }

  /** Name of the port at which it takes connections for a service. */
  static String door(String service) {
    return service + "-door";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + state.door("gateway");
  }

  @Override
  public Optional<ProcessHandle> running() {
    return process.running();
  }

  @Override
  public boolean wasStarted() {
    return process.wasStarted();
  }

  @Override
  public boolean isReady() {
    return state.layout().profile().services().stream().allMatch(service -> process.listensOn(state.door(service)));
  }

  @Override
  public ProcessHandle start() throws IOException, InterruptedException {
    process.endOrphans();
    WafPrograms programs = WafPrograms.find(data).orElseThrow();
    var configuration = configuration(programs);
    configuration.write("");
    String folder = configuration.folder().toString();
    var command = new ArrayList<>(List.of(programs.nginx().toString(), "-p", folder));
    command.addAll(List.of("-c", configuration.file().toString(), "-e", "stderr"));
    return process.start(command, programs.environment(), configuration.folder());
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.endOrphans();
    process.stop(PATIENCE_SECONDS);
  }

  /** Gives new connections to every process, but not to one of them; a connection that there is stays. */
  void spare(String replica) throws IOException, InterruptedException {
    reload(replica);
  }

  /** Gives new connections to every process. */
  void spareNobody() throws IOException, InterruptedException {
    reload("");
  }

  private void reload(String spared) throws IOException, InterruptedException {
    Optional<WafPrograms> programs = WafPrograms.find(data);
    Optional<ProcessHandle> master = running();
    if (programs.isEmpty() || master.isEmpty() || !configuration(programs.get()).write(spared)) return;
    Daemon.signal(master.get(), "HUP");
  }

  private BalancerConfiguration configuration(WafPrograms programs) {
    return new BalancerConfiguration(data, state, programs);
  }
}
