package dev.missionmesh.telemetry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectMatchTest {
  private final SubjectMatch key = new SubjectMatch("key:abc");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"principal\":\"key:abc\"}",
        "{\"keyId\":\"abc\"}",
        "{\"a\":[1,{\"b\":{\"c\":[\"key:abc\"]}}]}",
        "{\"a\":\"key\\u003aabc\"}",
        "\"key:abc\"",
      })
  void findsAStringValueAtWhateverDepth(String data) {
    assertThat(key.in(bytes(data))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key:abc\":1}",
        "{\"principal\":\"key:abcd\"}",
        "{\"text\":\"by key:abc\"}",
        "{\"principal\":\"KEY:ABC\"}",
        "{\"a\":",
        "",
      })
  void findsNothingElse(String data) {
    assertThat(key.in(bytes(data))).isFalse();
  }

  @Test
  void leavesItsTraceInAllDataThatSpellsItPlainly() {
    SubjectMatch quoted = new SubjectMatch("Zoë \"Z\" <z@example.com>");
    assertThat(new String(quoted.trace(), StandardCharsets.UTF_8))
        .isEqualTo("Zoë \\\"Z\\\" <z@example.com>");
    assertThat(quoted.in(bytes("{\"owner\":\"Zoë \\\"Z\\\" <z@example.com>\"}"))).isTrue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
