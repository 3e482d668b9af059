package dev.missionmesh.benchmarks.micro;

import dev.missionmesh.policyengine.CompiledSnapshot;
import dev.missionmesh.policyengine.Decision;
import dev.missionmesh.policyengine.DecisionRequest;
import dev.missionmesh.policyengine.InvalidSnapshot;
import dev.missionmesh.policyengine.Snapshot;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision, as made at each submit and each lease, with many rules that do not concern the mission. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyBenchmark {
  @Param({"1", "200"})
  private int rules;

  private CompiledSnapshot snapshot;
  private DecisionRequest request;

  @Setup
  public void compile() throws InvalidSnapshot {
    StringBuilder yaml = new StringBuilder("apiVersion: missionmesh.dev/v1\nname: bench\nrules:\n");
    for (int i = 1; i < rules; i++) {
      rule(yaml, "other-" + i, "zone-" + i % 40);
    }
    rule(yaml, "mine", "default");
    snapshot = Snapshot.compile(yaml.toString());
    request =
        new DecisionRequest(
            "acme", "key:k", "noop", "default", "STANDARD", Set.of(), Map.of(), 0, 120, 2, 1 << 30, 1 << 30);
  }

  private static void rule(StringBuilder yaml, String id, String zone) {
    yaml.append("  - id: ").append(id).append("\n    effect: allow\n    match:\n      zones: [");
    yaml.append(zone).append("]\n    when: mission.cpus <= 4.0\n    reason: bench\n");
  }

  @Benchmark
  public Decision decide() {
    return snapshot.decide(request);
  }
}
