package dev.missionmesh.auditlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  @Test
  void canonicalizesTheExampleOfRfc8785() {
    String json =
        """
        {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
         "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
         "literals": [null, true, false]}
        """;
    assertThat(new String(CanonicalJson.of(json), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void refusesWhatIsNoObjectOrIsAmbiguous() {
    for (String bad : new String[] {"", "{", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"}) {
      assertThatThrownBy(() -> CanonicalJson.of(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void hashesTheEmptyInputAsSha256Does() {
    assertThat(CanonicalJson.sha256Hex(new byte[0])).startsWith("e3b0c44298fc1c14");
  }

  @Test
  void quotesStringsAsTheCanonicalizerDoes() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x180; c++) all.append(c);
    all.append("\u2028\u20ac\ud83d\ude00");
    StringBuilder out = new StringBuilder("[");
    JsonText.quote(out, all.toString());
    String quoted = out.append("]").toString();
    assertThat(CanonicalJson.of(quoted)).isEqualTo(quoted.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void knowsOneLineOfJsonFromOtherBytes() {
    for (String good :
        new String[] {
          "{}", "[]", "{\"a\": [1, -2.5e+3, \"\\u00ff\\n\", null]}", "0", "true", "\"\""
        }) {
      assertThat(JsonText.isOneLineValue(good.getBytes(StandardCharsets.UTF_8))).as(good).isTrue();
    }
    for (String bad :
        new String[] {
          "",
          " {}",
          "{} ",
          "{\n}",
          "{\"a\"}",
          "{\"a\":1,}",
          "[1 2]",
          "01",
          "1.",
          "+1",
          "tru",
          "\"\\x\"",
          "\"\\u12g4\"",
          "\"a\nb\"",
          "{a:1}",
          "[".repeat(200) + "]".repeat(200)
        }) {
      assertThat(JsonText.isOneLineValue(bad.getBytes(StandardCharsets.UTF_8))).as(bad).isFalse();
    }
  }
}
