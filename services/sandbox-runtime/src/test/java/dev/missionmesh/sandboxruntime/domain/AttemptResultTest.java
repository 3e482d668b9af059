package dev.missionmesh.sandboxruntime.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptResultTest {
  @ParameterizedTest
  @CsvSource({"0", "137", ","})
  void theCanonicalFormIsThatOfRfc8785(Integer exitCode) throws Exception {
    AttemptResult result =
        new AttemptResult(exitCode, new byte[] {0, -1, 62, 63, '/', '"'}, new byte[0], true);
    byte[] canonical = result.canonicalJson();
    assertThat(canonical).isEqualTo(new JsonCanonicalizer(canonical).getEncodedUTF8());
    assertThat(new String(canonical, StandardCharsets.UTF_8)).contains("\"exitCode\":" + exitCode);
  }

  @Test
  void anEmptyResultHasEmptyStreams() {
    assertThat(AttemptResult.empty(0).canonicalJson())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"exitCode\":0,\"stderrBase64\":\"\",\"stdoutBase64\":\"\",\"truncated\":false}");
  }
}
