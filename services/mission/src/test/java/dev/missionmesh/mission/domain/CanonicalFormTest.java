package dev.missionmesh.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.erdtman.jcs.JsonCanonicalizer;

class CanonicalFormTest {
  private static void assertCanonical(String json) throws IOException {
    assertThat(json).isEqualTo(new JsonCanonicalizer(json).getEncodedString());
  }

  @Property(tries = 200)
  void aResultIsWrittenAsTheReferenceImplementationWouldWriteIt(
      @ForAll byte[] stdout,
      @ForAll byte[] stderr,
      @ForAll Integer exitCode,
      @ForAll boolean truncated)
      throws IOException {
    Base64.Encoder base64 = Base64.getEncoder();
    var result =
        new AttemptResult(
            exitCode, base64.encodeToString(stdout), base64.encodeToString(stderr), truncated);
    assertCanonical(new String(result.canonical(), StandardCharsets.UTF_8));
  }

  @Example
  void aMissingExitCodeIsNull() throws IOException {
    String json =
        new String(new AttemptResult(null, "", "", false).canonical(), StandardCharsets.UTF_8);
    assertThat(json)
        .isEqualTo(
            "{\"exitCode\":null,\"stderrBase64\":\"\",\"stdoutBase64\":\"\",\"truncated\":false}");
    assertCanonical(json);
  }

  @Property(tries = 300)
  void textsAreEscapedAsTheReferenceImplementationWouldEscapeThem(@ForAll String text)
      throws IOException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) return;
    assertCanonical(new CanonicalJson(16).texts(List.of(text)).toString());
    assertCanonical(new CanonicalJson(16).texts(Map.of(text, text, text + "b", "c")).toString());
  }
}
