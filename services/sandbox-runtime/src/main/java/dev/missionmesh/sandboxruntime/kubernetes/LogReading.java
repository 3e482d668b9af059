package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.Backoff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Reads one Pod's log on a thread of its own, again from the beginning whenever the connection ends
 * too soon, until all of it is there, or the Pod has ended and no more is to be had.
 */
final class LogReading {
  private static final Logger LOG = Logger.getLogger(LogReading.class);
  private static final int KILLED = 137;

  private final PodLog log;
  private final String pod;
  private final CompletableFuture<PodState> ended;
  private final Duration patience;
  private final OutputBuffer stdout = new OutputBuffer();
  private final OutputBuffer stderr = new OutputBuffer();
  private final LogPieces pieces = new LogPieces(stdout, stderr);
  private volatile InputStream open;
  private volatile boolean done;
  private volatile boolean closed;
  private volatile long progressAt = System.nanoTime();

  /**
   * @param ended completes with the Pod's last state
   * @param patience how long an ended Pod's log is asked for when it is not answered
   */
  LogReading(PodLog log, String pod, CompletableFuture<PodState> ended, Duration patience) {
    this.log = log;
    this.pod = pod;
    this.ended = ended;
    this.patience = patience;
  }

  void start() {
    var _ = ended.thenRun(() -> watch(patience));
    Thread.ofPlatform().daemon(true).name("sandbox-log").start(this::run);
  }

  InputStream stdout() {
    return stdout;
  }

  InputStream stderr() {
    return stderr;
  }

  LogPieces pieces() {
    return pieces;
  }

  private void run() {
    try {
      readAll();
      finish();
    } catch (InterruptedException e) {
      stdout.fail("interrupted");
      stderr.fail("interrupted");
    }
  }

  private void readAll() throws InterruptedException {
    Backoff backoff = PodLog.backoff();
    long endedAt = 0;
    while (!closed) {
      boolean afterEnd = ended.isDone();
      if (afterEnd && endedAt == 0) {
        endedAt = System.nanoTime();
      }
      boolean whole = false;
      try (InputStream in = log.open(pod)) {
        open = in;
        pieces.read(in, () -> progressAt = System.nanoTime());
        whole = true;
      } catch (PodLog.Gone e) {
        whole = true;
      } catch (IOException e) {
        LOG.debugf("log interrupted: pod=%s reason=%s", pod, e.getMessage());
      }
      long since = Math.min(System.nanoTime() - endedAt, System.nanoTime() - progressAt);
      boolean late = afterEnd && since > patience.toNanos();
      if (pieces.complete() || (afterEnd && (whole || late || !mayHaveMore()))) {
        return;
      }
      pause(backoff.next());
    }
  }

  /** Ends a connection over which nothing comes although the Pod has ended; it may be dead. */
  private void watch(Duration after) {
    CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS)
        .execute(
            () -> {
              long idle = System.nanoTime() - progressAt;
              if (idle >= patience.toNanos()) {
                closeOpen();
              }
              if (!closed && !done) {
                watch(patience);
              }
            });
  }

  /** A Pod that is gone, or was ended from outside, has no log that could be waited for. */
  private boolean mayHaveMore() {
    return ended.join() instanceof PodState.Ended;
  }

  private void pause(Duration pause) throws InterruptedException {
    try {
      ended.get(pause.toNanos(), TimeUnit.NANOSECONDS);
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (TimeoutException | ExecutionException e) {
      // time to look again
    }
  }

  private void finish() throws InterruptedException {
    done = true;
    PodState end = ended.getNow(null);
    if (end instanceof PodState.DiskFull) {
      stderr.put(
          "the work space was full: its limit was exceeded\n".getBytes(StandardCharsets.UTF_8));
    }
    boolean cut = end instanceof PodState.Ended e && !e.outOfMemory() && e.exitCode() != KILLED;
    if (!pieces.complete() && cut) {
      stdout.fail("the log was not to be had whole");
      stderr.fail("the log was not to be had whole");
    } else {
      stdout.end();
      stderr.end();
    }
  }

  /** Nobody reads any more. */
  void close() {
    closed = true;
    stdout.close();
    stderr.close();
    closeOpen();
  }

  private void closeOpen() {
    InputStream in = open;
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        LOG.debugf("log not closed: pod=%s", pod);
      }
    }
  }
}
