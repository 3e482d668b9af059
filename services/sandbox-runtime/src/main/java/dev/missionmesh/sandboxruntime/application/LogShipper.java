package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.application.MissionService.ChunkReceipt;
import dev.missionmesh.sandboxruntime.domain.LogChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Sends log chunks to mission: one call at a time, and what comes meanwhile goes into the next. */
final class LogShipper {
  private static final Logger LOG = Logger.getLogger(LogShipper.class);
  private static final Duration GATHER = Duration.ofMillis(25);
  private static final int BATCH_BYTES = 1024 * 1024;

  private record Sent(AttemptLog log, LogChunk chunk) {}

  private record Key(String missionId, int chunk) {}

  private final MissionService mission;
  private final Loop loop;
  private final Set<AttemptLog> waiting = new LinkedHashSet<>();
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
  private boolean inFlight;
  private boolean scheduled;

  LogShipper(MissionService mission, Loop loop) {
    this.mission = mission;
    this.loop = loop;
  }

  /** There is something to send, {@code now} or within the gathering time. */
  void wake(AttemptLog log, boolean now) {
    loop.execute(
        () -> {
          waiting.add(log);
          if (now) {
            flush();
          } else if (!scheduled && !inFlight) {
            scheduled = true;
            loop.after(
                GATHER,
                () -> {
                  scheduled = false;
                  flush();
                });
          }
        });
  }

  private void flush() {
    if (inFlight) {
      return;
    }
    List<Sent> batch = nextBatch();
    if (!batch.isEmpty()) {
      inFlight = true;
      send(batch);
    }
  }

  private List<Sent> nextBatch() {
    List<Sent> batch = new ArrayList<>();
    int room = BATCH_BYTES;
    List<AttemptLog> unfinished = new ArrayList<>();
    for (Iterator<AttemptLog> logs = waiting.iterator(); logs.hasNext() && room > 0; ) {
      AttemptLog log = logs.next();
      logs.remove();
      for (LogChunk chunk : log.take(Math.min(room, AttemptLog.MAX_WAITING / 2))) {
        batch.add(new Sent(log, chunk));
        room -= chunk.data().length;
      }
      if (log.hasMore()) {
        unfinished.add(log);
      }
    }
    waiting.addAll(unfinished);
    return batch;
  }

  private void send(List<Sent> batch) {
    mission
        .storeLog(batch.stream().map(Sent::chunk).toList())
        .emitOn(loop)
        .subscribe()
        .with(receipts -> stored(batch, receipts), failure -> failed(batch, failure));
  }

  private void stored(List<Sent> batch, List<ChunkReceipt> receipts) {
    Map<Key, ChunkReceipt> byChunk = new HashMap<>();
    receipts.forEach(r -> byChunk.put(new Key(r.missionId(), r.chunk()), r));
    for (Sent sent : batch) {
      ChunkReceipt receipt =
          byChunk.get(new Key(sent.chunk.ref().missionId(), sent.chunk.number()));
      if (receipt != null) {
        switch (receipt.status()) {
          case STORED, DUPLICATE -> {}
          case LOST -> sent.log.close();
          case FULL -> sent.log.full();
        }
      }
    }
    settle(batch);
  }

  private void failed(List<Sent> batch, Throwable failure) {
    if (failure instanceof MissionRefused refused && !refused.unknownNode()) {
      LOG.warnf("mission refused log chunks: status=%d chunks=%d", refused.status(), batch.size());
      batch.forEach(sent -> sent.log.full());
      settle(batch);
      return;
    }
    loop.after(backoff.next(), () -> send(batch));
  }

  private void settle(List<Sent> batch) {
    backoff.reset();
    batch.forEach(sent -> sent.log.delivered(sent.chunk.data().length));
    inFlight = false;
    flush();
  }
}
