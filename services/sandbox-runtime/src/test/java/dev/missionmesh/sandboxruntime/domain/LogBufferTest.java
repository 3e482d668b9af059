package dev.missionmesh.sandboxruntime.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogBufferTest {
  private static final LeaseRef REF = new LeaseRef("acme", "m-1", 1);
  private final LogBuffer buffer = new LogBuffer(REF, 1, 1 << 20);

  @Test
  void writesToOneStreamAreJoinedAndStreamsKeepTheirOrder() {
    write(LogStream.STDOUT, "a".getBytes());
    write(LogStream.STDOUT, "b".getBytes());
    write(LogStream.STDERR, "c".getBytes());
    write(LogStream.STDOUT, "d".getBytes());
    List<LogChunk> chunks = buffer.take(1 << 20);
    assertThat(chunks)
        .extracting(chunk -> new String(chunk.data()))
        .containsExactly("ab", "c", "d");
    assertThat(chunks).extracting(LogChunk::number).containsExactly(0, 1, 2);
    assertThat(buffer.buffered()).isZero();
  }

  @Test
  void noChunkSplitsACharacter() {
    byte[] text = "é€😀x".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < text.length; from += 777) {
      write(
          LogStream.STDOUT,
          java.util.Arrays.copyOfRange(text, from, Math.min(text.length, from + 777)));
    }
    buffer.finish(Instant.now());
    List<LogChunk> chunks = buffer.take(1 << 20);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    chunks.forEach(chunk -> all.writeBytes(chunk.data()));
    assertThat(all.toByteArray()).isEqualTo(text);
    assertThat(chunks)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            chunk -> {
              assertThat(chunk.data()).hasSizeLessThanOrEqualTo(LogBuffer.CHUNK_BYTES);
              assertThat(new String(chunk.data(), StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
            });
  }

  @Test
  void brokenTextLosesNoByte() {
    byte[] broken = new byte[100_000];
    java.util.Arrays.fill(broken, (byte) 0xF0);
    write(LogStream.STDOUT, broken);
    buffer.finish(Instant.now());
    assertThat(buffer.take(1 << 20).stream().mapToInt(chunk -> chunk.data().length).sum())
        .isEqualTo(broken.length);
  }

  @Test
  void logBeyondTheLimitIsDroppedAndSaidSo() {
    LogBuffer small = new LogBuffer(REF, 1, 3);
    small.append(LogStream.STDOUT, Instant.now(), "abcd".getBytes(), 4);
    assertThat(small.overflowed()).isTrue();
    assertThat(small.take(100)).singleElement().satisfies(c -> assertThat(c.data()).hasSize(3));
  }

  private void write(LogStream stream, byte[] bytes) {
    buffer.append(stream, Instant.now(), bytes, bytes.length);
  }
}
