package dev.missionmesh.cli.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts for Prometheus what the firewall says in its log: mtail with the chart's own program. */
final class WafMetricsPart extends RecordedPart<RecordedProcess> {
  static final String NAME = "waf-metrics";
  private static final int PATIENCE_SECONDS = 5;

  private final DataFolder data;
  private final int port;

  WafMetricsPart(DataFolder data, int port) {
    super(new RecordedProcess(data, NAME));
    this.data = data;
    this.port = port;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public boolean isReady() {
    return process.listensOn(port) && Probe.answers(port, "/metrics");
  }

  @Override
  public ProcessHandle start() throws IOException {
    WafPrograms programs = WafPrograms.find(data).orElseThrow();
    String program = data.folder("state/" + WafPart.NAME + "/conf").resolve("waf.mtail").toString();
    var command = new ArrayList<>(List.of(programs.mtail().toString(), "--progs", program));
    command.addAll(List.of("--logs", data.log(WafPart.NAME).toString()));
    command.addAll(List.of("--address", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--logtostderr", "--emit_prog_label=false"));
    return process.start(command, programs.environment(), data.root());
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop(PATIENCE_SECONDS);
  }
}
