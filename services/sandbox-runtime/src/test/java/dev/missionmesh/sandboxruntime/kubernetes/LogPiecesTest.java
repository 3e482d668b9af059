package dev.missionmesh.sandboxruntime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class LogPiecesTest {
  private final OutputBuffer out = new OutputBuffer();
  private final OutputBuffer err = new OutputBuffer();
  private final LogPieces pieces = new LogPieces(out, err);

  private void read(String log) throws Exception {
    pieces.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.US_ASCII)), () -> {});
  }

  private static String piece(String stream, int number, String text) {
    return stream + " " + number + " " + Base64.getEncoder().encodeToString(text.getBytes()) + "\n";
  }

  private String told(OutputBuffer stream) throws IOException {
    stream.end();
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aLogThatIsReadAgainIsTakenOnce() throws Exception {
    String first = piece("o", 1, "a") + piece("e", 1, "x") + piece("o", 2, "b");
    read(first);
    assertThat(pieces.complete()).isFalse();
    read(first + piece("o", 3, "c") + "e 2\no 4\nu 2500000 4096 1\n");
    assertThat(told(out)).isEqualTo("abc");
    assertThat(told(err)).isEqualTo("x");
    assertThat(pieces.complete()).isTrue();
    assertThat(pieces.usage().cpuMs()).isEqualTo(2500);
    assertThat(pieces.usage().memoryPeakBytes()).isEqualTo(4096);
    assertThat(pieces.outOfMemory()).isTrue();
  }

  @Test
  void aLogWhoseBeginningIsGoneIsNotComplete() throws Exception {
    read(piece("o", 1, "a"));
    read(piece("o", 3, "c") + "u 1 1 0\n");
    assertThat(pieces.complete()).isFalse();
    assertThat(told(out)).isEqualTo("a");
  }

  @Test
  void whatTheMissionWritesItselfIntoTheLogHarmsNobody() throws Exception {
    read(
        "\0\1garbage\no\no x y\no 1\no 99999999999999999999 YQ==\nu\nu a b c\ne 1 %%%\n"
            + "z".repeat(100_000)
            + "\n"
            + piece("o", 2, "b")
            + piece("e", 1, "x")
            + "half a li");
    assertThat(told(out)).isEqualTo("b");
    assertThat(told(err)).isEqualTo("x");
    assertThat(pieces.complete()).isFalse();
  }

  @Test
  void aReaderIsToldThatSomethingWasLost() throws Exception {
    out.put("a".getBytes());
    out.fail("lost");
    assertThat(out.read()).isEqualTo('a');
    assertThatThrownBy(out::read).hasMessage("lost");
  }
}
