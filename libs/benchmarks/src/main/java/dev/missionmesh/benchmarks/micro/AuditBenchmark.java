package dev.missionmesh.benchmarks.micro;

import dev.missionmesh.auditlog.CompactRange;
import dev.missionmesh.auditlog.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one audit entry costs besides its row: leaf hash and the move of the tree's frontier. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AuditBenchmark {
  private final byte[] event =
      ("{\"missionId\":\"0192f000-0000-7000-8000-000000000001\",\"attempt\":1,\"node\":\"node-1\",\"token\":1,"
              + "\"policy\":{\"snapshot\":\"sha256:"
              + "ab".repeat(32)
              + "\",\"decision\":\"allow\",\"rule\":\"default\"},\"startedAt\":\"2026-11-21T12:00:00.123456Z\"}")
          .getBytes(StandardCharsets.UTF_8);
  private final byte[] leaf = MerkleHash.leaf(event);
  private CompactRange tree = new CompactRange();

  @Benchmark
  public byte[] leafHash() {
    return MerkleHash.leaf(event);
  }

  @Benchmark
  public long append() {
    tree.append(leaf);
    return tree.size();
  }
}
