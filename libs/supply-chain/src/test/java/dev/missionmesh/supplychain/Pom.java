package dev.missionmesh.supplychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The part of a POM that says under which licences an artifact is; a parent's where it has none of its own. */
final class Pom {
  private final Path repository;
  private final Element project;

  private Pom(Path repository, Path file) {
    this.repository = repository;
    try {
      var factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      project = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  /**
   * The names of an artifact's licences, one of which may be chosen; empty if nothing is said.
   *
   * @param artifact folder of the artifact's version in the repository, {@code org/example/thing/1.0}
   */
  static List<String> licences(Path repository, String artifact) {
    Path folder = repository.resolve(artifact);
    Path file = folder.resolve(folder.getParent().getFileName() + "-" + folder.getFileName() + ".pom");
    return Files.exists(file) ? new Pom(repository, file).licences() : List.of();
  }

  private List<String> licences() {
    List<String> names =
        children(project, "licenses").stream().flatMap(all -> children(all, "license").stream()).map(one -> text(one, "name")).toList();
    if (!names.isEmpty()) return names;
    return children(project, "parent").stream()
        .flatMap(parent -> licences(repository, text(parent, "groupId").replace('.', '/') + "/" + text(parent, "artifactId") + "/" + text(parent, "version")).stream())
        .toList();
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream().map(Node::getTextContent).map(String::strip).findFirst().orElse("");
  }

  private static List<Element> children(Element parent, String name) {
    var nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeName().equals(name))
        .map(Element.class::cast)
        .toList();
  }
}
