package dev.missionmesh.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String PLANTED = "xK9planted42";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=xK9planted42 next",
        "db.password: xK9planted42",
        "{\"password\":\"xK9planted42\",\"user\":\"a\"}",
        "X-Api-Key: xK9planted42",
        "api_key = 'xK9planted42'",
        "Authorization: Bearer xK9planted42",
        "authorization: Basic xK9planted42==",
        "Set-Cookie: session; cookie=xK9planted42",
        "postgresql://mission:xK9planted42@127.0.0.1:5432/mesh",
        "AWS_SECRET_ACCESS_KEY=xK9planted42",
        "client_secret=xK9planted42&x=1",
        "key mesh_acme_akTFGAH3FCVm_xK9planted42 used",
        "jwt eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.xK9planted42 end",
        "-----BEGIN PRIVATE KEY-----\nxK9planted42\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nxK9planted42 cut off",
        "sk-xK9planted42abcdefgh",
      })
  void takesOutWhatLooksLikeASecret(String text) {
    assertThat(new Redaction(List.of()).of(text)).doesNotContain(PLANTED).contains(Redaction.MARK);
  }

  @Test
  void takesOutWhatIsKnownWhereverItStands() {
    Redaction redaction = new Redaction(List.of(PLANTED, PLANTED + "-longer", "abc"));

    assertThat(redaction.of("see " + PLANTED + "-longer, " + PLANTED + " and abc"))
        .isEqualTo("see [redacted], [redacted] and abc");
  }

  @Test
  void comesToAnEndWithLinesOfAMebibyte() {
    String line = "a_b.".repeat(1 << 18) + "ab".repeat(1 << 19);

    assertThat(new Redaction(List.of()).of(line)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21 17:42:08 INFO policy snapshot in force: digest=sha256:fc68e0a9490638d789ede7ed53c340fa348df180bdda47f6",
        "unexpected failure: requestId=01a1ff44-039c-7a44-a9b7-234d6f4b476c",
        "bootstrap key registered: tenant=default keyId=akTFGAH3FCVm",
        "http://127.0.0.1:7080/api/v1/missions?limit=1",
        "\tat io.netty.channel.AbstractChannel$AbstractUnsafe.write(AbstractChannel.java:852)",
      })
  void leavesWhatHelps(String text) {
    assertThat(new Redaction(List.of(PLANTED)).of(text)).isEqualTo(text);
  }
}
