package dev.missionmesh.apidocument;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jboss.jandex.IndexView;

/**
 * The OpenAPI 3.1 document of the public API: what the services' resources declare, on the base of what is common to all of them. The
 * same classes give the same bytes.
 */
public final class ApiDocument {
  /** Paths outside of this are of no concern to the public. */
  private static final String PUBLIC = "/api/v1/";

  private static final String BASE = "base.yaml";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The document of the services on the class path, as it is committed: indented, ending with a line feed. */
  public static String generate() throws IOException {
    IndexView index = ServiceClasses.index();
    ObjectNode scanned = ResourceScan.of(index, JSON);
    ObjectNode document = base();
    keepPublic(scanned);
    merge(document, (ObjectNode) scanned.path("paths").deepCopy(), "paths");
    merge(document, (ObjectNode) scanned.path("components").path("schemas"), "components", "schemas");
    new Schemas(document, new AbsentMembers(index)).refine();
    new OperationFrame(document).complete();
    return text(InOrder.of(document));
  }

  private static ObjectNode base() throws IOException {
    try (InputStream yaml = ApiDocument.class.getResourceAsStream(BASE)) {
      return (ObjectNode) new YAMLMapper().readTree(yaml);
    }
  }

  private static void keepPublic(ObjectNode scanned) {
    ObjectNode paths = (ObjectNode) scanned.path("paths");
    List<String> names = new ArrayList<>();
    paths.fieldNames().forEachRemaining(names::add);
    names.stream().filter(path -> !path.startsWith(PUBLIC)).forEach(paths::remove);
  }

  private static void merge(ObjectNode document, ObjectNode members, String... place) {
    ObjectNode target = document;
    for (String step : place) {
      target = (ObjectNode) target.path(step);
    }
    for (var member : members.properties()) {
      if (target.has(member.getKey())) {
        throw new IllegalStateException("two say what " + member.getKey() + " is");
      }
      target.set(member.getKey(), member.getValue());
    }
  }

  private static String text(JsonNode document) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withSeparators(
                com.fasterxml.jackson.core.util.Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(
                        com.fasterxml.jackson.core.util.Separators.Spacing.AFTER));
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    return JSON.writer(printer).writeValueAsString(document) + "\n";
  }

  private ApiDocument() {}
}
