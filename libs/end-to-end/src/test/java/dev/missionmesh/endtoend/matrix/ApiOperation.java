package dev.missionmesh.endtoend.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An operation of the OpenAPI document.
 *
 * @param scopes of which it asks for one; empty if any key may ask
 */
record ApiOperation(String id, String method, String path, Set<String> scopes) {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

  /** Every operation of a document, in its order. */
  static List<ApiOperation> of(JsonNode document) {
    List<ApiOperation> operations = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          Set<String> scopes = new HashSet<>();
          operation.getValue().path("x-required-scope").forEach(scope -> scopes.add(scope.asText()));
          operations.add(
              new ApiOperation(
                  operation.getValue().path("operationId").asText(),
                  operation.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  scopes));
        }
      }
    }
    return operations;
  }

  boolean isForAnyKey() {
    return scopes.isEmpty() || scopes.containsAll(List.of(Narrow.ALL));
  }

  boolean reads() {
    return method.equals("GET");
  }
}
