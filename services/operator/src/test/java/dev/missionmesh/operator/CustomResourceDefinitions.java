package dev.missionmesh.operator;

import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.resource.PolicySet;
import dev.missionmesh.operator.resource.Tenant;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The custom resource definitions as the annotated classes give them. */
final class CustomResourceDefinitions {
  private static final String HEADER =
      "# Generated from the classes of services/operator; CommittedDefinitionsTest writes it.\n";

  private static final List<String> COLUMNS =
      List.of(
          "Tenant",
          "State",
          "Exit",
          "Version",
          "Digest",
          "Ready",
          "Finished",
          "Accepted",
          "Reason",
          "Mission",
          "Age");

  /** Their texts by file name. */
  static Map<String, String> generate(Path scratch) throws IOException {
    new CRDGenerator()
        .inOutputDir(scratch.toFile())
        .withImplicitPreserveUnknownFields(false)
        .customResourceClasses(Mission.class, Tenant.class, PolicySet.class)
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata definition, String version) {
                return finished(definition);
              }
            })
        .detailedGenerate();
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(scratch)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        String name = file.getFileName().toString().replaceAll("\\..*", "");
        texts.put(name + ".yaml", HEADER + text.substring(text.indexOf("apiVersion:")));
      }
    }
    return texts;
  }

  /**
   * What the annotations cannot say: the order of columns, what is required at the top, lists that
   * are maps.
   */
  private static HasMetadata finished(HasMetadata resource) {
    CustomResourceDefinition definition = (CustomResourceDefinition) resource;
    definition
        .getSpec()
        .getVersions()
        .getFirst()
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
    JSONSchemaProps root =
        definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    root.setRequired(List.of("spec"));
    listMap(root.getProperties().get("status").getProperties().get("conditions"), "type");
    JSONSchemaProps rules = root.getProperties().get("spec").getProperties().get("rules");
    if (rules != null) listMap(rules, "id");
    JSONSchemaProps namespaces = root.getProperties().get("spec").getProperties().get("namespaces");
    if (namespaces != null) namespaces.setXKubernetesListType("set");
    return definition;
  }

  private static void listMap(JSONSchemaProps list, String key) {
    list.setXKubernetesListType("map");
    list.setXKubernetesListMapKeys(List.of(key));
  }

  /** As committed. */
  static CustomResourceDefinition committed(String file) {
    try (InputStream text = Files.newInputStream(directory().resolve(file))) {
      return Serialization.unmarshal(text, CustomResourceDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path directory() {
    return Path.of("../../deploy/helm/missionmesh/files/crds");
  }

  private CustomResourceDefinitions() {}
}
