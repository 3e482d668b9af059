package dev.missionmesh.cli.local;

import java.io.IOException;
import java.util.Optional;

/** The firewall before the gateway: nginx with ModSecurity, a process with a few workers. */
final class WafPart extends RecordedPart<NginxProcess> {
  static final String NAME = "waf";
  /** Name of the port that answers whether it works. */
  static final String READY = "waf-ready";

  private final DataFolder data;
  private final Project project;
  private final MeshState state;

  WafPart(DataFolder data, Project project, MeshState state) {
    super(new NginxProcess(data, NAME));
    this.data = data;
    this.project = project;
    this.state = state;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + state.port(NAME);
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
    WafPrograms programs = WafPrograms.find(data).orElseThrow();
    WafConfiguration configuration = configuration(programs);
    configuration.write();
    return process.start(programs, configuration.folder());
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop();
  }

  private WafConfiguration configuration(WafPrograms programs) {
    return new WafConfiguration(data, project, state, programs);
  }
}
