package dev.missionmesh.cli.local;

import java.io.IOException;
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
  private final RecordedProcess process;

  WafPart(DataFolder data, Project project, MeshState state) {
    this.data = data;
    this.project = project;
    this.state = state;
    this.process = new RecordedProcess(data, NAME);
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
    return process.running();
  }

  @Override
  public boolean wasStarted() {
    return process.wasStarted();
  }

  @Override
  public boolean isReady() {
    return process.listensOn(state.port(NAME)) && Probe.answers(state.port(READY), "/ready");
  }

  /** True if it runs as it would be started now. */
  boolean isUpToDate() throws IOException {
    Optional<WafPrograms> programs = WafPrograms.find(data);
    return programs.isPresent() && configuration(programs.get()).isWritten();
  }

  @Override
  public ProcessHandle start() throws IOException, InterruptedException {
    process.endOrphans();
    WafPrograms programs = WafPrograms.find(data).orElseThrow();
    WafConfiguration configuration = configuration(programs);
    configuration.write();
    String folder = configuration.folder().toString();
    var command = new ArrayList<>(List.of(programs.nginx().toString(), "-p", folder));
    command.addAll(List.of("-c", folder + "/nginx.conf", "-e", "stderr"));
    return process.start(command, programs.environment(), configuration.folder());
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.endOrphans();
    process.stop(PATIENCE_SECONDS);
  }

  private WafConfiguration configuration(WafPrograms programs) {
    return new WafConfiguration(data, project, state, programs);
  }
}
