package dev.missionmesh.sandboxruntime.domain;

import java.io.ByteArrayOutputStream;

/** Keeps the first bytes of a stream, up to a limit. Not safe for several threads. */
public final class CappedBytes {
  private final int limit;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean overflowed;

  public CappedBytes(int limit) {
    this.limit = limit;
  }

  /** Adds as much as there is room for. */
  public void write(byte[] bytes, int length) {
    int room = Math.min(length, limit - kept.size());
    kept.write(bytes, 0, room);
    overflowed |= room < length;
  }

  public byte[] bytes() {
    return kept.toByteArray();
  }

  /** True when something was dropped. */
  public boolean overflowed() {
    return overflowed;
  }
}
