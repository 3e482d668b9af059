package dev.missionmesh.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.benchmarks.mesh.Settling;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Style;
import dev.missionmesh.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All that a run measured.
 *
 * @param noop missions that run no process
 * @param putOff submits that the mesh answered with 429 or 503 and that were sent again
 * @param sandboxed missions that run {@code true} in a sandbox; null if not measured
 * @param baseline db-scheduler; null if not measured
 * @param gateway what the gateway adds; null if not measured
 * @param firewall what the firewall before it adds; null if there is none
 */
public record Report(
    Measurement noop,
    long putOff,
    Measurement sandboxed,
    Measurement baseline,
    Overhead gateway,
    Overhead firewall) {
  /** True if audit and search caught up soon enough for the throughput to count. */
  public boolean counts() {
    OptionalDouble settling = noop.settling();
    return settling.isPresent() && settling.getAsDouble() < Settling.LIMIT.toMillis() / 1000.0;
  }

  public ObjectNode json() {
    ObjectNode json = figures(noop);
    json.put("counts", counts()).put("putOff", putOff);
    OptionalDouble settling = noop.settling();
    if (settling.isPresent()) {
      json.put("settledAfterSeconds", round(settling.getAsDouble()));
    } else {
      json.putNull("settledAfterSeconds");
    }
    if (sandboxed != null) {
      json.set("sandboxed", figures(sandboxed));
    }
    if (baseline == null) {
      json.putNull("baseline");
    } else {
      json.set("baseline", figures(baseline).put("name", baseline.name()));
    }
    if (gateway != null) {
      json.set("gatewayOverhead", gateway.json());
    }
    if (firewall != null) {
      json.set("firewallOverhead", firewall.json());
    }
    ObjectNode machine = json.putObject("machine");
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("java", System.getProperty("java.version"));
    return json;
  }

  private static ObjectNode figures(Measurement measured) {
    ObjectNode json = Documents.object();
    json.put("throughputPerSecond", round(measured.perSecond()))
        .put("finished", measured.finished())
        .put("warmupSeconds", round(measured.warmupSeconds()));
    Latency latency = measured.latency();
    if (latency != null) {
      ObjectNode ms = json.putObject("latencyMs");
      ms.put("p50", round(latency.p50())).put("p95", round(latency.p95()));
      ms.put("p99", round(latency.p99())).put("max", round(latency.max()));
      ms.put("ratePerSecond", latency.perSecond()).put("samples", latency.samples());
    }
    ObjectNode cpu = json.putObject("cpuMsPerMission");
    measured.cpuMsEach().forEach((process, ms) -> cpu.put(process, round(ms)));
    return json;
  }

  /** The report for people. */
  public List<String> lines(Style style, int columns) {
    Table roads = Table.of("ROAD", "PER SECOND", "P50 MS", "P95 MS", "P99 MS", "AT RATE", "SETTLED AFTER");
    add(roads, noop, settledText());
    if (sandboxed != null) {
      add(roads, sandboxed, null);
    }
    if (baseline != null) {
      add(roads, baseline, null);
    }
    List<String> lines = new ArrayList<>(roads.lines(style, columns));
    lines.add("");
    Table cpu = Table.of("CPU MS PER MISSION", "NOOP", "SANDBOXED", "BASELINE");
    Map<String, Double> all = noop.cpuMsEach();
    all.forEach((process, ms) -> cpu.row(process, text(ms), cpu(sandboxed, process), cpu(baseline, process)));
    cpu.row("together", sum(noop), sum(sandboxed), sum(baseline));
    lines.addAll(cpu.lines(style, columns));
    if (gateway != null) {
      lines.add("");
      lines.addAll(gateway.lines(style, columns));
    }
    if (firewall != null) {
      lines.add("");
      lines.addAll(firewall.lines(style, columns));
    }
    if (!counts()) {
      lines.add("");
      lines.add("The throughput does not count: audit and search were not done within 5 s.");
    }
    return lines;
  }

  private static void add(Table table, Measurement measured, String settled) {
    Latency l = measured.latency();
    table.row(
        measured.name(),
        text(measured.perSecond()),
        l == null ? null : text(l.p50()),
        l == null ? null : text(l.p95()),
        l == null ? null : text(l.p99()),
        l == null ? null : text(l.perSecond()) + "/s",
        settled);
  }

  private String settledText() {
    OptionalDouble settling = noop.settling();
    return settling.isPresent() ? text(settling.getAsDouble()) + " s" : "never";
  }

  private static String cpu(Measurement measured, String process) {
    Double ms = measured == null ? null : measured.cpuMsEach().get(process);
    return ms == null ? null : text(ms);
  }

  private static String sum(Measurement measured) {
    return measured == null
        ? null
        : text(measured.cpuMsEach().values().stream().mapToDouble(Double::doubleValue).sum());
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
