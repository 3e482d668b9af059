package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts for Prometheus what the firewall says in its log: mtail with the chart's own program. */
final class WafMetricsPart implements Part {
  static final String NAME = "waf-metrics";
  private static final int PATIENCE_SECONDS = 5;

  private final DataFolder data;
  private final int port;

  WafMetricsPart(DataFolder data, int port) {
    this.data = data;
    this.port = port;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
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
    return running().filter(process -> Listener.belongsTo(process.pid(), port)).isPresent()
        && Probe.answers(port, "/metrics");
  }

  @Override
  public ProcessHandle start() throws IOException {
    WafPrograms programs = WafPrograms.find(data).orElseThrow();
    String program = data.folder("state/" + WafPart.NAME + "/conf").resolve("waf.mtail").toString();
    var command = new ArrayList<>(List.of(programs.mtail().toString(), "--progs", program));
    command.addAll(List.of("--logs", data.log(WafPart.NAME).toString()));
    command.addAll(List.of("--address", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--logtostderr", "--emit_prog_label=false"));
    ProcessHandle process = Daemon.start(command, programs.environment(), data.root(), data.log(NAME));
    Optional<ProcessStamp> stamp = ProcessStamp.of(process.pid());
    if (stamp.isPresent()) stamp.get().write(data.pid(NAME));
    return process;
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = running();
    if (process.isPresent()) Daemon.stop(process.get(), "TERM", PATIENCE_SECONDS);
    Files.deleteIfExists(data.pid(NAME));
  }
}
