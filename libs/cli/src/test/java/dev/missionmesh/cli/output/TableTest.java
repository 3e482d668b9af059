package dev.missionmesh.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsColumnsUnderTheirHeadings() {
    Table table = Table.of("ID", "STATE").row("a", "running").row("longer", null);

    assertThat(table.lines(Style.PLAIN, 0))
        .containsExactly("ID      STATE", "a       running", "longer  -");
  }

  @Test
  void cutsTheLastColumnOnANarrowTerminalOnly() {
    Table table = Table.of("ID", "WHY").row("a", "waits for a node with a free slot");

    assertThat(table.lines(Style.PLAIN, 20)).last().isEqualTo("a   waits for a nod…");
    assertThat(table.lines(Style.PLAIN, 0))
        .last()
        .isEqualTo("a   waits for a node with a free slot");
  }

  @Test
  void neverLetsAValueDriveTheTerminal() {
    Table table = Table.of("NAME").row("evil\033[2J\nname");

    assertThat(table.lines(Style.PLAIN, 0)).last().isEqualTo("evil [2J name");
  }

  @Test
  void coloursAStateWithoutShiftingWhatFollows() {
    Style colour = new Style(true);
    Table table =
        Table.of("STATE", "ID")
            .styled("STATE", colour::state)
            .row("failed", "x")
            .row("succeeded", "y");

    assertThat(table.lines(colour, 0))
        .contains("\033[31mfailed\033[0m     x", "\033[32msucceeded\033[0m  y");
  }

  @Test
  void leavesOutFieldsWithoutValue() {
    Fields fields = new Fields().add("mission", "m1").add("node", null).add("audit", "entry 7");

    assertThat(fields.lines(Style.PLAIN)).containsExactly("mission  m1", "audit    entry 7");
  }
}
