package dev.missionmesh.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.missionmesh.mission.domain.MissionDraft.Resources;
import dev.missionmesh.mission.domain.MissionDraft.Retries;
import dev.missionmesh.mission.domain.MissionDraft.Script;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DraftCheckTest {
  private static final Ceiling CEILING =
      new Ceiling(8000, 8L << 30, 16L << 30, Duration.ofHours(1));

  private static MissionDraft command(String... command) {
    return new MissionDraft(
        null,
        "command",
        List.of(command),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static List<String> pointers(MissionDraft draft) {
    InvalidDraft e =
        catchThrowableOfType(InvalidDraft.class, () -> DraftCheck.check(draft, CEILING));
    return e == null
        ? List.of()
        : e.violations().stream().map(InvalidDraft.Violation::pointer).toList();
  }

  @Test
  void fillsInTheDefaults() {
    MissionSpec spec = DraftCheck.check(command("true"), CEILING);
    assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(120));
    assertThat(spec.resources()).isEqualTo(new MissionSpec.Resources(2000, 1L << 30, 1L << 30));
    assertThat(spec.retries())
        .isEqualTo(new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofMinutes(1)));
    assertThat(spec.zone()).isEqualTo("default");
    assertThat(spec.riskTier()).isEqualTo("STANDARD");
    assertThat(spec.priority()).isZero();
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    MissionDraft draft =
        new MissionDraft(
            "n".repeat(201),
            "command",
            List.of("ok", "nul\0"),
            new Script("perl", null),
            Map.of("1X", "v"),
            "lone \ud800",
            Map.of("a/b", "v".repeat(257)),
            101,
            "-PT1S",
            new Retries(11, "PT2H", "P1000000000000D"),
            new Resources(-1.0, -5L, Long.MAX_VALUE),
            "No Zone",
            "WILD",
            List.of("network", "NET work"));
    assertThat(pointers(draft))
        .containsExactlyInAnyOrder(
            "/name",
            "/command/1",
            "/script",
            "/script/interpreter",
            "/script/source",
            "/env/1X",
            "/stdin",
            "/labels/a~1b",
            "/priority",
            "/timeout",
            "/retries/maxAttempts",
            "/retries/backoff",
            "/retries/maxBackoff",
            "/resources/cpus",
            "/resources/memoryBytes",
            "/resources/diskBytes",
            "/zone",
            "/riskTier",
            "/capabilities/1");
  }

  @Test
  void asksForWhatTheExecutorNeeds() {
    assertThat(pointers(command())).containsExactly("/command");
    MissionDraft none =
        new MissionDraft(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    assertThat(pointers(none)).containsExactly("/executor");
    MissionDraft script =
        new MissionDraft(
            null, "script", null, null, null, null, null, null, null, null, null, null, null, null);
    assertThat(pointers(script)).containsExactly("/script");
  }

  @Test
  void acceptsNoNullInside() {
    Map<String, String> labels = new HashMap<>();
    labels.put("k", null);
    MissionDraft draft =
        new MissionDraft(
            null,
            "command",
            Collections.singletonList(null),
            null,
            null,
            null,
            labels,
            null,
            null,
            null,
            null,
            null,
            null,
            Collections.singletonList(null));
    assertThat(pointers(draft))
        .containsExactlyInAnyOrder("/command/0", "/labels/k", "/capabilities/0");
  }

  @Test
  void staysBelowTheTenantsCeiling() {
    Ceiling low = new Ceiling(500, 1L << 28, 1L << 28, Duration.ofSeconds(10));
    MissionSpec spec = DraftCheck.check(command("true"), low);
    assertThat(spec.resources()).isEqualTo(new MissionSpec.Resources(500, 1L << 28, 1L << 28));
    assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void equalRequestsHaveEqualHashesAndOthersHaveNot() {
    String one = SpecJson.sha256(DraftCheck.check(command("true"), CEILING));
    assertThat(SpecJson.sha256(DraftCheck.check(command("true"), CEILING))).isEqualTo(one);
    assertThat(SpecJson.sha256(DraftCheck.check(command("false"), CEILING))).isNotEqualTo(one);
  }
}
