package dev.missionmesh.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "2s,PT2S",
    "250ms,PT0.25S",
    "1h30m,PT1H30M",
    "30d,PT720H",
    "PT2S,PT2S",
    "-PT2S,PT-2S"
  })
  void readsShortAndIsoForms(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "s", "2 s", "2x", "-2s", "9999999999s", "2s;"})
  void refusesAnythingElseAndSaysWhatItUnderstands(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("PT2S");
  }

  @ParameterizedTest
  @CsvSource({"PT0.231S,231 ms", "PT1.25S,1.3 s", "PT2M5S,2 min 5 s", "PT25H1M,25 h 1 min"})
  void showsTheUnitThatReadsBest(Duration duration, String expected) {
    assertThat(Durations.show(duration)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"PT-1S,0 s", "PT59S,59 s", "PT41M8S,41 min", "PT30H,30 h", "PT72H,3 d"})
  void showsAnAgeByItsMagnitude(Duration age, String expected) {
    assertThat(Durations.coarse(age)).isEqualTo(expected);
  }

  @Test
  void readsSizesWithBinaryPrefixes() {
    ByteSizes sizes = new ByteSizes();
    assertThat(sizes.convert("512MiB")).isEqualTo(512L << 20);
    assertThat(sizes.convert("1g")).isEqualTo(1L << 30);
    assertThat(sizes.convert("4096")).isEqualTo(4096);
    assertThatThrownBy(() -> sizes.convert("much")).isInstanceOf(TypeConversionException.class);
    assertThatThrownBy(() -> sizes.convert("999999999999t")).hasMessageContaining("too large");
  }
}
