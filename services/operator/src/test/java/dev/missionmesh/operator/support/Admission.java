package dev.missionmesh.operator.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an API server says to a resource by its definition: the schema, read strictly (what it does
 * not name is refused), and the CEL rules.
 */
public final class Admission {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .addVar("metadata", SimpleType.DYN)
          .addVar("status", SimpleType.DYN)
          .build();
  private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder().build();

  private final JsonNode schema;

  public Admission(CustomResourceDefinition definition) {
    schema =
        JSON.valueToTree(
            definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema());
  }

  /** Why it is refused, one by one; empty if it is taken. {@code old} is null for a new one. */
  public List<String> refusals(JsonNode resource, JsonNode old) {
    List<String> refusals = new ArrayList<>();
    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(strict(schema.deepCopy(), true).toString(), InputFormat.JSON)
        .validate(resource.toString(), InputFormat.JSON)
        .forEach(error -> refusals.add(error.toString()));
    if (refusals.isEmpty()) rules(schema, resource, old, refusals);
    return refusals;
  }

  private static JsonNode strict(JsonNode node, boolean root) {
    node.forEach(child -> strict(child, false));
    if (node.path("properties").isObject() && node instanceof ObjectNode object && !root) {
      if (node.path("type").asText().equals("object") && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
    }
    return node;
  }

  private static void rules(JsonNode schema, JsonNode value, JsonNode old, List<String> refusals) {
    for (JsonNode validation : schema.path("x-kubernetes-validations")) {
      String rule = validation.get("rule").asText();
      if (rule.contains("oldSelf") && old == null) continue;
      if (!holds(rule, value, old)) refusals.add(validation.path("message").asText());
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            each -> {
              JsonNode member = value.get(each.getKey());
              JsonNode before = old == null ? null : old.get(each.getKey());
              if (member != null) rules(each.getValue(), member, before, refusals);
            });
  }

  private static boolean holds(String rule, JsonNode self, JsonNode old) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", JSON.convertValue(self, Object.class));
    variables.put("oldSelf", old == null ? Map.of() : JSON.convertValue(old, Object.class));
    return holds(rule, variables);
  }

  /** Evaluates an expression over the members of a resource, as Flux does. */
  public static boolean holdsOf(String rule, JsonNode resource) {
    Map<String, Object> variables = new HashMap<>();
    resource
        .properties()
        .forEach(
            each -> variables.put(each.getKey(), JSON.convertValue(each.getValue(), Object.class)));
    return holds(rule, variables);
  }

  private static boolean holds(String rule, Map<String, Object> variables) {
    try {
      return (boolean) RUNTIME.createProgram(COMPILER.compile(rule).getAst()).eval(variables);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(rule, e);
    }
  }
}
