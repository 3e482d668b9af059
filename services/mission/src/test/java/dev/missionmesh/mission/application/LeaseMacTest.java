package dev.missionmesh.mission.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LeaseMacTest {
  // RFC 4231, test case 2
  private final byte[] key = "Jefe".getBytes(StandardCharsets.US_ASCII);
  private final byte[] text = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
  private final String right = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  @Test
  void holdsForTheKeyAndTheTextOnly() {
    assertThat(LeaseMac.holds(text, key, right)).isTrue();
    assertThat(LeaseMac.holds("another".getBytes(StandardCharsets.US_ASCII), key, right)).isFalse();
    assertThat(LeaseMac.holds(text, new byte[] {1}, right)).isFalse();
  }

  @Test
  void doesNotHoldForWhatIsNoHex() {
    assertThat(LeaseMac.holds(text, key, "not hex")).isFalse();
    assertThat(LeaseMac.holds(text, key, "")).isFalse();
  }
}
