package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The firewall before the gateway: nginx with ModSecurity, a process with a few workers. */
final class WafPart implements Part {
  static final String NAME = "waf";
  /** Name of the port that answers whether it works. */
  static final String READY = "waf-ready";

  private static final int PATIENCE_SECONDS = 10;

  private final DataFolder data;
  private final Project project;
  private final MeshState state;

  WafPart(DataFolder data, Project project, MeshState state) {
    this.data = data;
    this.project = project;
    this.state = state;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + state.port(NAME);
  }

  @Override
  public Optional<ProcessHandle> running() {
    return ProcessStamp.read(data.pid(NAME)).flatMap(ProcessStamp::alive);
  }

  @Override
  public boolean wasStarted() {
    return Files.exists(data.pid(NAME));
  }

  @Override
  public boolean isReady() {
    return running().filter(process -> Listener.belongsTo(process.pid(), state.port(NAME))).isPresent()
        && Probe.answers(state.port(READY), "/ready");
  }

  /** True if it runs as it would be started now. */
  boolean isUpToDate() throws IOException {
    Optional<WafPrograms> programs = WafPrograms.find(data);
    return programs.isPresent() && configuration(programs.get()).isWritten();
  }

  @Override
  public ProcessHandle start() throws IOException, InterruptedException {
    endOrphans();
    WafPrograms programs = WafPrograms.find(data).orElseThrow();
    WafConfiguration configuration = configuration(programs);
    configuration.write();
    String folder = configuration.folder().toString();
    var command = new ArrayList<>(List.of(programs.nginx().toString(), "-p", folder));
    command.addAll(List.of("-c", folder + "/nginx.conf", "-e", "stderr"));
    ProcessHandle process =
        Daemon.start(command, programs.environment(), configuration.folder(), data.log(NAME));
    Optional<ProcessStamp> stamp = ProcessStamp.of(process.pid());
    if (stamp.isPresent()) stamp.get().write(data.pid(NAME));
    return process;
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = running();
    if (process.isPresent()) Daemon.stop(process.get(), "TERM", PATIENCE_SECONDS);
    endOrphans();
    Files.deleteIfExists(data.pid(NAME));
  }

  private WafConfiguration configuration(WafPrograms programs) {
    return new WafConfiguration(data, project, state, programs);
  }

  /**
   * Workers whose master was killed go on serving, and hold the port. They are of the master's process
   * group; its number is nobody else's while one of them lives.
   */
  private void endOrphans() throws IOException, InterruptedException {
    Optional<ProcessStamp> master = ProcessStamp.read(data.pid(NAME));
    if (master.isEmpty() || ProcessStamp.of(master.get().pid()).isPresent()) return;
    new ProcessBuilder("sh", "-c", "kill -KILL -" + master.get().pid())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
