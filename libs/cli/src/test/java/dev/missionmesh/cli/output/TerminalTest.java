package dev.missionmesh.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void coloursOnlyATerminalThatWasNotToldOtherwise() {
    assertThat(RecordedTerminal.interactive(Map.of()).terminal().errStyle().coloured()).isTrue();
    assertThat(
            RecordedTerminal.interactive(Map.of("NO_COLOR", "1")).terminal().errStyle().coloured())
        .isFalse();
    assertThat(RecordedTerminal.piped().terminal().errStyle().coloured()).isFalse();
  }

  @Test
  void talkStartsOnALineOfItsOwnAfterUnfinishedOutput() {
    RecordedTerminal recorded = RecordedTerminal.interactive(Map.of());
    Terminal terminal = recorded.terminal();

    terminal.write(terminal.out(), "no newline".getBytes(StandardCharsets.UTF_8));
    terminal.say("receipt");

    assertThat(recorded.out()).isEqualTo("no newline");
    assertThat(recorded.err()).isEqualTo("\nreceipt\n");
  }

  @Test
  void aPipedWaitIsOnePlainLineAfterASecond() {
    RecordedTerminal recorded = RecordedTerminal.piped();
    try (Progress _ = Progress.start(recorded.terminal(), "Waiting for a node")) {
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !recorded.err().isEmpty());
    }
    assertThat(recorded.err()).isEqualTo("Waiting for a node ...\n");
  }

  @Test
  void aSpinnerIsWipedBeforeOutputAndAtTheEnd() {
    RecordedTerminal recorded = RecordedTerminal.interactive(Map.of("NO_COLOR", "1"));
    try (Progress _ = Progress.start(recorded.terminal(), "Waiting")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> recorded.err().contains("Waiting"));
      recorded.terminal().print("data");
    }
    assertThat(recorded.err()).endsWith("\r\033[K");
    assertThat(recorded.out()).isEqualTo("data\n");
  }

  @Test
  void showsTheSameDocumentInEveryFormat() throws Exception {
    var document = Documents.parse("{\"items\":[{\"id\":\"m1\",\"state\":\"queued\"}]}");
    Table table = Table.of("ID", "STATE").row("m1", "queued");

    assertThat(shown(Format.TABLE, document, table)).isEqualTo("ID  STATE\nm1  queued\n");
    assertThat(shown(Format.NAME, document, table)).isEqualTo("m1\n");
    assertThat(shown(Format.YAML, document, table))
        .isEqualTo("items:\n- id: m1\n  state: queued\n");
    assertThat(Documents.parse(shown(Format.JSON, document, table))).isEqualTo(document);
  }

  @Test
  void anEmptyListIsARemarkAndNoData() throws Exception {
    RecordedTerminal recorded = RecordedTerminal.piped();
    OutputOptions.of(Format.TABLE, recorded.terminal())
        .showList(Documents.parse("{\"items\":[]}"), "id", Table.of("ID"), "No missions.");
    assertThat(List.of(recorded.out(), recorded.err())).containsExactly("", "No missions.\n");
  }

  private static String shown(
      Format format, com.fasterxml.jackson.databind.JsonNode document, Table table) {
    RecordedTerminal recorded = RecordedTerminal.piped();
    OutputOptions.of(format, recorded.terminal()).showList(document, "id", table, "None.");
    return recorded.out();
  }
}
