package dev.missionmesh.sandboxruntime.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One stream of a sandbox on its way from the log to its reader. The writer waits for the reader.
 */
final class OutputBuffer extends InputStream {
  private static final int MOST_BYTES = 256 * 1024;

  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int bytes;
  private int offset;
  private boolean ended;
  private boolean closed;
  private IOException failure;

  /** Adds bytes; drops them when nobody reads any more. */
  synchronized void put(byte[] more) throws InterruptedException {
    while (bytes > MOST_BYTES && !closed) {
      wait();
    }
    if (!closed && more.length > 0) {
      waiting.add(more);
      bytes += more.length;
      notifyAll();
    }
  }

  /** Nothing more comes. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** What comes more is lost: the reader is told. */
  synchronized void fail(String why) {
    failure = new IOException(why);
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int at, int length) throws IOException {
    try {
      while (waiting.isEmpty() && !ended && !closed && failure == null) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (closed) {
      throw new IOException("the sandbox is closed");
    }
    if (waiting.isEmpty()) {
      if (failure != null) {
        throw failure;
      }
      return -1;
    }
    byte[] first = waiting.peek();
    int read = Math.min(length, first.length - offset);
    System.arraycopy(first, offset, into, at, read);
    offset += read;
    bytes -= read;
    if (offset == first.length) {
      waiting.poll();
      offset = 0;
    }
    notifyAll();
    return read;
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }
}
