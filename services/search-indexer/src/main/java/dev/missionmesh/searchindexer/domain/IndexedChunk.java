package dev.missionmesh.searchindexer.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A chunk with the unfinished lines that stand before it: all that its document is made of. */
public record IndexedChunk(LogChunk chunk, Tails before) implements Indexed {
  @Override
  public String key() {
    return chunk.key();
  }

  /** What the chunk after this one starts from. */
  public Tails after() {
    return before.after(chunk);
  }

  /** The chunk's text, its first line whole; what is not UTF-8 reads U+FFFD. */
  public String text() {
    byte[] head = before.of(chunk.stream());
    byte[] data = chunk.data();
    if (head.length == 0) {
      return new String(data, StandardCharsets.UTF_8);
    }
    byte[] all = Arrays.copyOf(head, head.length + data.length);
    System.arraycopy(data, 0, all, head.length, data.length);
    return new String(all, StandardCharsets.UTF_8);
  }
}
