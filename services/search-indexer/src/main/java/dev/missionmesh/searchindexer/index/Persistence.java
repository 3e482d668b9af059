package dev.missionmesh.searchindexer.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.AlreadyClosedException;
import org.jboss.logging.Logger;

/** Waits out a disk that fails: tries again, ever more slowly, until it works or the process stops. */
final class Persistence {
  private static final Logger LOG = Logger.getLogger(Persistence.class);
  private static final long FIRST_WAIT_MS = 100;
  private static final long LONGEST_WAIT_MS = 10_000;

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Work that the disk may refuse. */
  interface Work {
    void on(Generation generation) throws IOException;
  }

  /** The same with an outcome. */
  interface Outcome<T> {
    T get() throws IOException;
  }

  /**
   * Runs work on a generation until it succeeds.
   *
   * @throws IndexLost if its files cannot be opened any more
   */
  void keep(Generation generation, Work work) {
    try {
      work.on(generation);
    } catch (IOException | AlreadyClosedException first) {
      untilDone("write the index", first, () -> again(generation, work));
    }
  }

  private static Void again(Generation generation, Work work) throws IOException {
    try {
      generation.reopen();
    } catch (IOException e) {
      if (isLoss(e)) {
        throw new IndexLost(e);
      }
      throw e;
    }
    work.on(generation);
    return null;
  }

  /** Runs work until it succeeds. */
  <T> T untilDone(String what, Outcome<T> work) {
    try {
      return work.get();
    } catch (IOException | AlreadyClosedException first) {
      return untilDone(what, first, work);
    }
  }

  private <T> T untilDone(String what, Exception first, Outcome<T> work) {
    Exception last = first;
    for (long wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      LOG.warnv("cannot {0}, trying again in {1} ms: {2}", what, wait, last.toString());
      pause(wait);
      try {
        return work.get();
      } catch (IOException | AlreadyClosedException e) {
        last = e;
      }
    }
  }

  /** Lets every wait end with an exception. */
  void stop() {
    stopped.countDown();
  }

  private void pause(long millis) {
    try {
      if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the index is closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the index is closing", e);
    }
  }

  private static boolean isLoss(IOException e) {
    return e instanceof CorruptIndexException
        || e instanceof IndexNotFoundException
        || e instanceof IndexFormatTooOldException
        || e instanceof IndexFormatTooNewException
        || e instanceof NoSuchFileException
        || e instanceof FileNotFoundException
        || e instanceof EOFException;
  }
}
