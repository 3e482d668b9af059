package dev.missionmesh.mission.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OutputTextTest {
  private static String excerptOf(byte[] bytes) {
    return OutputText.excerpt(Base64.getEncoder().encodeToString(bytes));
  }

  @Property(tries = 200)
  void theExcerptIsTheBeginningOfTheWholeText(
      @ForAll @Size(min = 1, max = 7) byte[] piece,
      @ForAll @IntRange(min = 1, max = 9000) int times) {
    byte[] bytes = new byte[piece.length * times];
    for (int i = 0; i < bytes.length; i++) bytes[i] = piece[i % piece.length];
    String whole = new String(bytes, StandardCharsets.UTF_8);
    String excerpt = excerptOf(bytes);
    assertThat(whole).startsWith(excerpt);
    assertThat(excerpt.length())
        .isBetween(Math.min(whole.length(), 2047), Math.min(whole.length(), 2048));
  }

  @Example
  void noPairIsHalved() {
    String text = "x".repeat(2047) + "😀".repeat(10);
    assertThat(excerptOf(text.getBytes(StandardCharsets.UTF_8))).isEqualTo("x".repeat(2047));
  }
}
