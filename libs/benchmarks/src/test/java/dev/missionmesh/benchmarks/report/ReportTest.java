package dev.missionmesh.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.benchmarks.load.ClosedLoop.Outcome;
import dev.missionmesh.benchmarks.load.TwoDoors;
import dev.missionmesh.benchmarks.report.Overhead.Door;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Measurement mesh = new Measurement("mesh");
  private final Measurement baseline = new Measurement("db-scheduler");

  @Test
  void holdsWhatTheContractNames() {
    mesh.add(new Outcome(800, 900, 1, 0), Map.of("mission", 450.0));
    mesh.add(new Outcome(1000, 1100, 1, 0), Map.of("mission", 550.0));
    mesh.settled(OptionalDouble.of(1.5));
    mesh.latency(new Latency(20, 100, 5, 9, 12, 14));
    baseline.add(new Outcome(2000, 2000, 1, 0), Map.of());
    baseline.latency(new Latency(20, 100, 2, 3, 4, 5));

    ObjectNode json = new Report(mesh, 0, null, baseline, overhead(Door.GATEWAY), overhead(Door.FIREWALL)).json();

    assertThat(json.path("throughputPerSecond").asDouble()).isEqualTo(900);
    assertThat(json.at("/latencyMs/p95").asDouble()).isEqualTo(9);
    assertThat(json.at("/cpuMsPerMission/mission").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/baseline/name").asText()).isEqualTo("db-scheduler");
    assertThat(json.at("/baseline/throughputPerSecond").asDouble()).isEqualTo(2000);
    assertThat(json.path("counts").asBoolean()).isTrue();
    assertThat(json.at("/gatewayOverhead/read/p50/overheadMs").asDouble()).isEqualTo(0.2);
    assertThat(json.at("/gatewayOverhead/read/p95/gatewayMs").asDouble()).isEqualTo(1.5);
    assertThat(json.at("/gatewayOverhead/readByMany/p95/overheadMs").asDouble()).isEqualTo(0.1);
    assertThat(json.at("/gatewayOverhead/submit/cpuMsPerRequest").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/firewallOverhead/read/p95/firewallMs").asDouble()).isEqualTo(1.5);
    assertThat(json.at("/firewallOverhead/read/p95/gatewayMs").asDouble()).isEqualTo(0.9);
  }

  private static Overhead overhead(Door door) {
    return new Overhead(
        door,
        new TwoDoors.Outcome(histogram(500, 1500), histogram(300, 900), 7),
        new TwoDoors.Outcome(histogram(800, 2000), histogram(700, 1900), 12),
        new TwoDoors.Outcome(histogram(500, 1500), histogram(300, 900), 25));
  }

  /** A hundred values of which ten are slow. */
  private static Histogram histogram(long usual, long slow) {
    Histogram micros = new Histogram(60_000_000, 3);
    micros.recordValueWithCount(usual, 90);
    micros.recordValueWithCount(slow, 10);
    return micros;
  }

  @Test
  void aThroughputThatLeftAuditBehindDoesNotCount() {
    mesh.add(new Outcome(1, 1, 1, 0), Map.of());
    mesh.settled(OptionalDouble.of(0.1));
    mesh.settled(OptionalDouble.of(5.1));

    assertThat(new Report(mesh, 0, null, null, null, null).counts()).isFalse();
    mesh.settled(OptionalDouble.empty());
    assertThat(new Report(mesh, 0, null, null, null, null).json().path("settledAfterSeconds").isNull()).isTrue();
  }
}
