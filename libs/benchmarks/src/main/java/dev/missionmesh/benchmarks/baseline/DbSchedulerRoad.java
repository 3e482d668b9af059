package dev.missionmesh.benchmarks.baseline;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.missionmesh.benchmarks.baseline.BaselineDatabase.PostgresServer;
import dev.missionmesh.benchmarks.load.Road;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The baseline: db-scheduler on the same PostgreSQL, with no-op tasks. Set up as its documentation advises for high throughput on
 * PostgreSQL: lock-and-fetch polling that keeps the threads busy, immediate execution, a connection per thread. It has no HTTP, policy,
 * audit, tenants or sandbox; it is what a job queue costs without any of that.
 */
public final class DbSchedulerRoad implements Road, AutoCloseable {
  public static final String NAME = "db-scheduler 16.12";
  private static final int THREADS = 20;
  private static final int CLIENT_CONNECTIONS = 12;

  private final BaselineDatabase database;
  private final Scheduler scheduler;
  private final OneTimeTask<Void> task;
  private final Map<String, CountDownLatch> waiting = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong();

  private DbSchedulerRoad(BaselineDatabase database) {
    this.database = database;
    this.task = Tasks.oneTime("noop").execute((instance, context) -> {});
    this.scheduler =
        Scheduler.create(database.pool(), task)
            .threads(THREADS)
            .pollUsingLockAndFetch(1.0, 4.0)
            .pollingInterval(Duration.ofMillis(100))
            .enableImmediateExecution()
            .addSchedulerListener(new Completion())
            .build();
    scheduler.start();
  }

  /** Makes its database on a server and starts. */
  public static DbSchedulerRoad start(String address, String user, String password)
      throws SQLException {
    PostgresServer server = new PostgresServer(address, user, password);
    return new DbSchedulerRoad(
        BaselineDatabase.create(server, THREADS + CLIENT_CONNECTIONS));
  }

  private final class Completion extends AbstractSchedulerListener {
    @Override
    public void onExecutionComplete(ExecutionComplete completed) {
      CountDownLatch group = waiting.remove(completed.getExecution().taskInstance.getId());
      if (group != null) {
        group.countDown();
      }
    }
  }

  @Override
  public Client client() {
    return new Client() {
      @Override
      public void runGroup(int size) throws InterruptedException {
        CountDownLatch group = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
          String id = Long.toString(number.incrementAndGet());
          waiting.put(id, group);
          scheduler.schedule(task.instance(id), Instant.now());
        }
        group.await();
      }

      @Override
      public void runOne() throws InterruptedException {
        runGroup(1);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() throws SQLException {
    scheduler.stop();
    database.close();
  }
}
