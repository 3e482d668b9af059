package dev.missionmesh.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a program is made of (CycloneDX 1.6): every jar that lies in its image, with its digest and
 * the coordinates that the build gave it. Made from the files themselves, so that it cannot tell of
 * others; the same files give the same text. What the base brings is the base's to tell.
 */
record BillOfMaterials(Program program, String version) {
  static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The bill as JSON; fails if a jar is of a library that the build did not name. */
  byte[] json() throws IOException {
    ObjectNode bill = JSON.createObjectNode();
    bill.put("bomFormat", "CycloneDX").put("specVersion", "1.6");
    ArrayNode components = JSON.createArrayNode();
    jars().forEach((purl, component) -> components.add(component));
    String content = program.name() + version + components;
    UUID serial = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    bill.put("serialNumber", "urn:uuid:" + serial).put("version", 1);
    String self = new Library("dev.missionmesh", program.name(), "", version).purl();
    bill.putObject("metadata")
        .putObject("component")
        .put("type", "application")
        .put("bom-ref", self)
        .put("group", "dev.missionmesh")
        .put("name", program.name())
        .put("version", version)
        .put("purl", self);
    bill.set("components", components);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(bill);
  }

  private TreeMap<String, ObjectNode> jars() throws IOException {
    List<Library> known = Library.listed(program.dependencies());
    TreeMap<String, ObjectNode> components = new TreeMap<>();
    for (String folder : program.libraries()) {
      try (Stream<Path> files = Files.walk(program.folder().resolve(folder))) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
          Library library = library(known, jar.getFileName().toString());
          components.put(library.purl(), component(library, jar));
        }
      }
    }
    return components;
  }

  private Library library(List<Library> known, String jar) {
    return known.stream()
        .filter(library -> library.is(jar))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.error(
                    program.name() + " has a library that its build does not name: " + jar,
                    "Remove " + program.folder() + " and build it again with: mesh build"));
  }

  private static ObjectNode component(Library library, Path jar) throws IOException {
    ObjectNode component =
        JSON.createObjectNode()
            .put("type", "library")
            .put("bom-ref", library.purl())
            .put("group", library.group())
            .put("name", library.name())
            .put("version", library.version());
    component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", Digests.sha256(Files.readAllBytes(jar)));
    return component.put("purl", library.purl());
  }
}
