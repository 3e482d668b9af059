package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published schema of the mission document. */
final class MissionSchema {
  private static final Path FILE = Path.of("../../docs/reference/cli/mission.schema.json");

  private MissionSchema() {}

  /** What breaks the schema; empty when the document keeps it. */
  static List<Error> errors(JsonNode document) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(FILE))
        .validate(document.toString(), InputFormat.JSON);
  }
}
