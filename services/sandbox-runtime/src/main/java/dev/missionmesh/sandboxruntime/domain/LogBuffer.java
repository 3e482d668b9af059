package dev.missionmesh.sandboxruntime.domain;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the log of one attempt into numbered chunks. Writes to the same stream that follow each
 * other are joined until a chunk is full; a character is never split over two chunks unless the
 * text itself is broken. Not safe for several threads.
 */
public final class LogBuffer {
  /** Largest chunk. */
  public static final int CHUNK_BYTES = 32 * 1024;

  private static final class Segment {
    final LogStream stream;
    final Instant at;
    final ByteArrayOutputStream data = new ByteArrayOutputStream();
    boolean full;

    Segment(LogStream stream, Instant at) {
      this.stream = stream;
      this.at = at;
    }
  }

  private final LeaseRef ref;
  private final int attempt;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private final Map<LogStream, byte[]> carried = new EnumMap<>(LogStream.class);
  private long room;
  private boolean overflowed;
  private int next;
  private int buffered;

  /**
   * @param limit bytes after which further log is dropped
   */
  public LogBuffer(LeaseRef ref, int attempt, long limit) {
    this.ref = ref;
    this.attempt = attempt;
    this.room = limit;
  }

  /** Adds output as it came from the process. */
  public void append(LogStream stream, Instant at, byte[] bytes, int length) {
    int taken = (int) Math.min(length, room);
    room -= taken;
    overflowed |= taken < length;
    byte[] carry = carried.getOrDefault(stream, new byte[0]);
    byte[] all = Arrays.copyOf(carry, carry.length + taken);
    System.arraycopy(bytes, 0, all, carry.length, taken);
    int tail = Utf8Tail.incomplete(all, all.length);
    carried.put(stream, Arrays.copyOfRange(all, all.length - tail, all.length));
    add(stream, at, all, all.length - tail);
  }

  /** Gives up waiting for the rest of characters: no more output comes. */
  public void finish(Instant at) {
    carried.forEach((stream, bytes) -> add(stream, at, bytes, bytes.length));
    carried.clear();
  }

  private void add(LogStream stream, Instant at, byte[] bytes, int length) {
    buffered += length;
    for (int from = 0; from < length; ) {
      Segment last = segments.peekLast();
      if (last == null || last.stream != stream || last.full) {
        last = new Segment(stream, at);
        segments.add(last);
      }
      int part = fitting(bytes, from, length, CHUNK_BYTES - last.data.size());
      last.data.write(bytes, from, part);
      last.full = part < length - from || last.data.size() == CHUNK_BYTES;
      from += part;
    }
  }

  private static int fitting(byte[] bytes, int from, int length, int space) {
    if (length - from <= space) {
      return length - from;
    }
    byte[] slice = Arrays.copyOfRange(bytes, from, from + space);
    int whole = space - Utf8Tail.incomplete(slice, space);
    return whole > 0 || space < 4 ? whole : space;
  }

  /** Takes the oldest chunks out, at least one if there is any, up to about {@code maxBytes}. */
  public List<LogChunk> take(int maxBytes) {
    List<LogChunk> chunks = new ArrayList<>();
    int taken = 0;
    while (!segments.isEmpty() && taken < maxBytes) {
      Segment segment = segments.poll();
      byte[] data = segment.data.toByteArray();
      if (data.length > 0) {
        chunks.add(new LogChunk(ref, attempt, next++, segment.stream, segment.at, data));
        taken += data.length;
        buffered -= data.length;
      }
    }
    return chunks;
  }

  /** Bytes that wait to be taken. */
  public int buffered() {
    return buffered;
  }

  /** How many chunks were numbered so far. */
  public int chunks() {
    return next;
  }

  /** True when log beyond the limit was dropped. */
  public boolean overflowed() {
    return overflowed;
  }
}
