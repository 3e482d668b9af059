package dev.missionmesh.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Table;

/** Dead letters for people. */
final class DeadLetterTable {
  private DeadLetterTable() {}

  static Table of(JsonNode letters) {
    Table table = Table.of("MISSION", "NAME", "ATTEMPTS", "SINCE", "REASON");
    for (JsonNode letter : letters.path("items")) {
      table.row(
          letter.path("missionId").asText(),
          Documents.text(letter, "name"),
          Documents.text(letter, "attempts"),
          Documents.text(letter, "deadSince"),
          Documents.text(letter, "reason"));
    }
    return table;
  }
}
