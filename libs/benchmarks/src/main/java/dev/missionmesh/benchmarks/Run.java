package dev.missionmesh.benchmarks;

import dev.missionmesh.benchmarks.baseline.DbSchedulerRoad;
import dev.missionmesh.benchmarks.load.ClosedLoop;
import dev.missionmesh.benchmarks.load.ClosedLoop.Outcome;
import dev.missionmesh.benchmarks.load.MissionRoad;
import dev.missionmesh.benchmarks.load.OpenLoop;
import dev.missionmesh.benchmarks.load.Road;
import dev.missionmesh.benchmarks.load.TwoDoors;
import dev.missionmesh.benchmarks.load.Warmup;
import dev.missionmesh.benchmarks.mesh.MeshUnderTest;
import dev.missionmesh.benchmarks.mesh.ProcessTimes;
import dev.missionmesh.benchmarks.mesh.Settling;
import dev.missionmesh.benchmarks.report.Latency;
import dev.missionmesh.benchmarks.report.Measurement;
import dev.missionmesh.benchmarks.report.Overhead;
import dev.missionmesh.benchmarks.report.Overhead.Door;
import dev.missionmesh.benchmarks.report.Report;
import dev.missionmesh.cli.output.Progress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** One run: mesh and baseline in turns, so that what else the machine does strikes both. */
final class Run {
  private static final String NOOP = "{\"name\":\"bench-noop\",\"executor\":\"noop\"}";
  private static final String SANDBOXED =
      "{\"name\":\"bench-true\",\"executor\":\"command\",\"command\":[\"true\"]}";
  private static final ClosedLoop SANDBOXED_LOAD = new ClosedLoop(8, 2);
  private static final double SANDBOXED_RATE = 2;
  private static final ClosedLoop STREAMS = new ClosedLoop(8, 1);

  private final MeshUnderTest mesh;
  private final Schedule schedule;
  private final ClosedLoop load;
  private final double rate;
  private final Progress progress;
  private final ProcessTimes times;
  private final Settling settling;

  Run(MeshUnderTest mesh, Schedule schedule, ClosedLoop load, double rate, Progress progress) {
    this.mesh = mesh;
    this.schedule = schedule;
    this.load = load;
    this.rate = rate;
    this.progress = progress;
    this.settling = new Settling(mesh);
    Map<String, Long> watched = new LinkedHashMap<>(mesh.pids());
    watched.put("load generator", ProcessHandle.current().pid());
    this.times = new ProcessTimes(watched);
  }

  /**
   * Runs everything.
   *
   * @param baseline the road to compare with, or null
   */
  Report run(DbSchedulerRoad baseline, boolean sandboxed)
      throws IOException, InterruptedException {
    MissionRoad noop = road(NOOP);
    Measurement ofMesh = new Measurement("mesh, noop");
    Measurement ofBaseline = baseline == null ? null : new Measurement(DbSchedulerRoad.NAME);
    for (int slice = 0; slice < schedule.slices(); slice++) {
      Warmup warmup = slice == 0 ? schedule.warmup() : Warmup.of(schedule.again());
      progress.update("throughput of the mesh");
      throughput(noop, load, ofMesh, warmup, schedule.throughput());
      progress.update("waiting for audit and search");
      ofMesh.settled(settling.await(noop.last()));
      if (slice == 0) {
        progress.update("latency of the mesh");
        ofMesh.latency(warmLatency(noop));
      }
      if (baseline != null) {
        baseline(baseline, ofBaseline, warmup, slice == 0);
      }
    }
    Measurement ofSandboxed = sandboxed ? sandboxed() : null;
    Overhead ofGateway = mesh.mission().isPresent() ? gatewayOverhead(noop.last()) : null;
    Overhead ofFirewall = mesh.firewall().isPresent() ? firewallOverhead(noop.last()) : null;
    return new Report(ofMesh, noop.refused(), ofSandboxed, ofBaseline, ofGateway, ofFirewall);
  }

  private Overhead gatewayOverhead(String mission) throws IOException {
    progress.update("what the gateway adds");
    URI service = mesh.mission().orElseThrow();
    String token = mesh.internalToken();
    try (TwoDoors one = new TwoDoors(mesh.gateway(), mesh.apiKey(), service, token, 1);
        TwoDoors many = new TwoDoors(mesh.gateway(), mesh.apiKey(), service, token, Overhead.MANY)) {
      return overhead(Door.GATEWAY, "gateway", one, many, mission);
    }
  }

  private Overhead firewallOverhead(String mission) throws IOException {
    progress.update("what the firewall adds");
    URI firewall = mesh.firewall().orElseThrow();
    String key = mesh.apiKey();
    try (TwoDoors one = new TwoDoors(firewall, key, mesh.gateway(), key, 1);
        TwoDoors many = new TwoDoors(firewall, key, mesh.gateway(), key, Overhead.MANY)) {
      return overhead(Door.FIREWALL, "waf", one, many, mission);
    }
  }

  /** What a process adds to a request that costs little and to one that writes. */
  private Overhead overhead(
      Door door, String process, TwoDoors one, TwoDoors many, String mission) throws IOException {
    DoubleSupplier cpu = () -> times.now().getOrDefault(process, 0.0);
    Duration each = schedule.overhead();
    return new Overhead(
        door,
        one.read(mission, each.dividedBy(2), each, cpu),
        many.read(mission, each.dividedBy(2), each, cpu),
        one.submit(NOOP, each.dividedBy(2), each, cpu));
  }

  private void baseline(
      DbSchedulerRoad baseline, Measurement measured, Warmup warmup, boolean first)
      throws IOException, InterruptedException {
    progress.update("throughput of the baseline");
    throughput(baseline, load, measured, warmup, schedule.throughput());
    if (first) {
      progress.update("latency of the baseline");
      measured.latency(warmLatency(baseline));
    }
  }

  private Measurement sandboxed() throws IOException, InterruptedException {
    progress.update("sandboxed missions");
    MissionRoad road = road(SANDBOXED);
    Measurement measured = new Measurement("mesh, sandboxed true");
    throughput(road, SANDBOXED_LOAD, measured, Warmup.of(schedule.again()), schedule.sandboxed());
    progress.update("latency of sandboxed missions");
    measured.latency(latency(road, SANDBOXED_RATE));
    return measured;
  }

  private void throughput(
      Road road, ClosedLoop loop, Measurement into, Warmup warmup, Duration measured)
      throws IOException, InterruptedException {
    Map<String, Double> before = new HashMap<>();
    Outcome outcome = loop.run(road, warmup, measured, () -> before.putAll(times.now()));
    into.add(outcome, ProcessTimes.between(before, times.now()));
  }

  /** Latency of a road after load of its own kind: that of throughput awaits its work in another way. */
  private Latency warmLatency(Road road) throws IOException, InterruptedException {
    STREAMS.run(road.oneByOne(), schedule.streams(), Duration.ZERO, () -> {});
    return latency(road, rate);
  }

  private Latency latency(Road road, double perSecond) throws IOException, InterruptedException {
    OpenLoop loop = new OpenLoop(perSecond);
    return Latency.of(perSecond, loop.run(road, schedule.again(), schedule.latency()));
  }

  private MissionRoad road(String request) {
    return new MissionRoad(mesh.door(), mesh.apiKey(), request);
  }
}
