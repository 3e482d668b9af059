package dev.missionmesh.benchmarks.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.benchmarks.load.ClosedLoop;
import dev.missionmesh.benchmarks.load.Warmup;
import dev.missionmesh.benchmarks.load.OpenLoop;
import dev.missionmesh.testsupport.TestPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DbSchedulerRoadTest {
  private final TestPostgres postgres = TestPostgres.shared();

  @Test
  void runsTasksOnARealPostgresqlAndLeavesNothing() throws Exception {
    String address = URI.create(postgres.reactiveUrl()).getAuthority();
    try (DbSchedulerRoad road =
        DbSchedulerRoad.start(address, "postgres", postgres.password("postgres"))) {
      assertThat(
              new ClosedLoop(4, 8)
                  .run(road, Warmup.of(Duration.ofMillis(200)), Duration.ofMillis(800), () -> {})
                  .finished())
          .isPositive();
      assertThat(
              new OpenLoop(20)
                  .run(road, Duration.ofMillis(100), Duration.ofMillis(500))
                  .getTotalCount())
          .isEqualTo(10);
    }
    try (Connection c = postgres.connect("postgres");
        ResultSet rows =
            c.createStatement().executeQuery("select 1 from pg_database where datname = 'mesh_bench'")) {
      assertThat(rows.next()).isFalse();
    }
  }
}
