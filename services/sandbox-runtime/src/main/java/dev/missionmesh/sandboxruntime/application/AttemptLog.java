package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.LogBuffer;
import dev.missionmesh.sandboxruntime.domain.LogChunk;
import dev.missionmesh.sandboxruntime.domain.LogStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The log of one attempt on its way to mission. A writer waits while too much is underway, so a
 * slow mission service slows the process down instead of filling the node's memory.
 */
final class AttemptLog {
  static final int MAX_WAITING = 256 * 1024;

  private final LogBuffer buffer;
  private final LogShipper shipper;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private int underway;
  private boolean finished;
  private boolean closed;
  private boolean full;

  AttemptLog(Lease lease, LogShipper shipper) {
    this.buffer = new LogBuffer(lease.ref(), lease.attempt(), lease.limits().logBytes());
    this.shipper = shipper;
  }

  /** Adds output; waits while too much of it has not been stored yet. */
  void append(LogStream stream, byte[] bytes, int length) throws InterruptedException {
    boolean chunkReady;
    synchronized (this) {
      while (buffer.buffered() + underway > MAX_WAITING && !closed) {
        wait();
      }
      if (closed) {
        return;
      }
      buffer.append(stream, Instant.now(), bytes, length);
      chunkReady = buffer.buffered() >= LogBuffer.CHUNK_BYTES;
    }
    shipper.wake(this, chunkReady);
  }

  /** No more output comes; the future completes when mission has all of it or wants no more. */
  CompletableFuture<Void> finish() {
    synchronized (this) {
      buffer.finish(Instant.now());
      finished = true;
      settle();
    }
    shipper.wake(this, true);
    return drained;
  }

  /** Drops what has not been sent: the lease is gone. */
  synchronized void close() {
    closed = true;
    buffer.take(Integer.MAX_VALUE);
    notifyAll();
    settle();
  }

  /** Mission keeps no more of this log. */
  synchronized void full() {
    full = true;
    close();
  }

  synchronized List<LogChunk> take(int maxBytes) {
    List<LogChunk> chunks = closed ? List.of() : buffer.take(maxBytes);
    chunks.forEach(chunk -> underway += chunk.data().length);
    return chunks;
  }

  synchronized boolean hasMore() {
    return !closed && buffer.buffered() > 0;
  }

  synchronized void delivered(int bytes) {
    underway -= bytes;
    notifyAll();
    settle();
  }

  synchronized int chunks() {
    return buffer.chunks();
  }

  synchronized boolean truncated() {
    return full || buffer.overflowed();
  }

  private void settle() {
    if (finished && underway == 0 && (closed || buffer.buffered() == 0)) {
      drained.complete(null);
    }
  }
}
