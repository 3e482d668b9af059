package dev.missionmesh.mission.application;

import dev.missionmesh.mission.application.LogStore.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes output from nodes. */
@ApplicationScoped
public class RecordLogs {
  private static final int MAX_BATCH = 128;
  private static final int IN_FLIGHT = 1;

  private final LogStore store;
  private final MissionSignals signals;
  private final Wakeups wakeups;
  private final Batcher<LogChunk, Status> batcher;

  RecordLogs(
      LogStore store,
      MissionSignals signals,
      Wakeups wakeups,
      EngineThread thread,
      FailureKinds kinds,
      MeterRegistry registry) {
    this.store = store;
    this.signals = signals;
    this.wakeups = wakeups;
    this.batcher =
        new Batcher<>(
            thread,
            MAX_BATCH,
            IN_FLIGHT,
            registry.summary("mesh.mission.logs.batch"),
            kinds,
            this::append);
  }

  /** Takes one chunk; the answer comes after the commit. */
  public Uni<Status> record(LogChunk chunk) {
    return batcher.ask(chunk);
  }

  private Uni<List<Status>> append(List<LogChunk> batch) {
    return store.append(batch).invoke(statuses -> committed(batch, statuses));
  }

  private void committed(List<LogChunk> batch, List<Status> statuses) {
    boolean stored = false;
    for (int i = 0; i < batch.size(); i++) {
      if (statuses.get(i) != Status.STORED) continue;
      stored = true;
      signals.changed(batch.get(i).tenant(), batch.get(i).id());
    }
    if (stored) wakeups.logs();
  }
}
