package dev.missionmesh.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.benchmarks.load.TwoDoors;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Style;
import dev.missionmesh.cli.output.Table;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What one process on the way adds to requests: the same ones through it and straight at what
 * stands behind it, by turns, from one client and from many at once. One client leaves the machine
 * idle between its requests, so that much of what they cost is waking up.
 */
public record Overhead(
    Door door, TwoDoors.Outcome read, TwoDoors.Outcome readByMany, TwoDoors.Outcome submit) {
  /** The process whose share it is. */
  public enum Door {
    GATEWAY("gatewayMs", "serviceMs"),
    FIREWALL("firewallMs", "gatewayMs");

    private final String through;
    private final String straight;

    Door(String through, String straight) {
      this.through = through;
      this.straight = straight;
    }
  }

  /** Clients that read at once where many do. */
  public static final int MANY = 8;

  ObjectNode json() {
    ObjectNode json = Documents.object();
    json.set("read", figures(read));
    json.set("readByMany", figures(readByMany));
    json.set("submit", figures(submit));
    return json;
  }

  private ObjectNode figures(TwoDoors.Outcome outcome) {
    ObjectNode json = Documents.object();
    json.put("requests", outcome.gateway().getTotalCount());
    for (double percentile : new double[] {50, 95}) {
      json.putObject("p" + (int) percentile)
          .put(door.through, ms(outcome.gateway(), percentile))
          .put(door.straight, ms(outcome.service(), percentile))
          .put("overheadMs", overheadMs(outcome, percentile));
    }
    json.put("cpuMsPerRequest", cpuMsEach(outcome));
    return json;
  }

  List<String> lines(Style style, int columns) {
    Table table = Table.of(door + " ADDS", "P50 MS", "OF", "P95 MS", "OF", "CPU MS", "REQUESTS");
    row(table, "read a mission", read);
    row(table, "read, " + MANY + " clients", readByMany);
    row(table, "submit a mission", submit);
    return table.lines(style, columns);
  }

  private static void row(Table table, String name, TwoDoors.Outcome outcome) {
    table.row(
        name,
        text(overheadMs(outcome, 50)),
        text(ms(outcome.gateway(), 50)),
        text(overheadMs(outcome, 95)),
        text(ms(outcome.gateway(), 95)),
        text(cpuMsEach(outcome)),
        Long.toString(outcome.gateway().getTotalCount()));
  }

  /** Difference of the two ways' percentiles in milliseconds. */
  static double overheadMs(TwoDoors.Outcome outcome, double percentile) {
    return round(ms(outcome.gateway(), percentile) - ms(outcome.service(), percentile));
  }

  static double cpuMsEach(TwoDoors.Outcome outcome) {
    return round(outcome.cpuMs() / Math.max(1, outcome.gateway().getTotalCount()));
  }

  private static double ms(Histogram micros, double percentile) {
    return round(micros.getValueAtPercentile(percentile) / 1000.0);
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
