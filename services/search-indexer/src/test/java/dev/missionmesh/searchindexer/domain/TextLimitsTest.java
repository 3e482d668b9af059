package dev.missionmesh.searchindexer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.searchindexer.Facts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextLimitsTest {
  @Test
  void anExcerptNeverHalvesASurrogatePair() {
    String text = "x".repeat(Excerpt.LENGTH - 1) + "🦊 tail";

    assertThat(Excerpt.of(text)).isEqualTo("x".repeat(Excerpt.LENGTH - 1));
  }

  @Test
  void anExcerptOfALongerExcerptIsTheSame() {
    String whole = "äöü🦊".repeat(1000);

    assertThat(Excerpt.of(whole.substring(0, 2048))).isEqualTo(Excerpt.of(whole));
  }

  @Test
  void whatIsNotUtf8ReadsAsReplacementCharacter() {
    LogChunk chunk = Facts.log("acme", "m", 0, "stdout", new byte[] {'a', (byte) 0xff, 0, 'b'});

    assertThat(new IndexedChunk(chunk, Tails.NONE).text()).isEqualTo("a\uFFFD\u0000b");
  }

  @Test
  void aCharacterCutByAChunkBorderIsWhole() {
    byte[] fox = "🦊\n".getBytes(StandardCharsets.UTF_8);
    Tails tails = Tails.NONE.after(Facts.log("acme", "m", 0, "stdout", new byte[] {fox[0], fox[1]}));
    LogChunk rest = Facts.log("acme", "m", 1, "stdout", new byte[] {fox[2], fox[3], '\n'});

    assertThat(new IndexedChunk(rest, tails).text()).isEqualTo("🦊\n");
  }

  @Test
  void aVeryLongLineIsCarriedOnlyInPartAndFromAWholeCharacter() {
    Tails tails = Tails.NONE;
    for (int i = 0; i < 40; i++) {
      tails = tails.after(Facts.log("acme", "m", i, "一".repeat(500)));
    }

    assertThat(tails.stdout().length).isBetween(Tails.MAX - 3, Tails.MAX);
    assertThat(new String(tails.stdout(), StandardCharsets.UTF_8)).matches("一+");
  }
}
