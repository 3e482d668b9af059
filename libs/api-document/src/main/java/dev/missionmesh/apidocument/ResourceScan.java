package dev.missionmesh.apidocument;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;

/**
 * What the annotations of the services' resources say: paths, parameters, bodies and answers, and for each operation its owner and the
 * scopes of which it asks for one.
 */
final class ResourceScan {
  static final String REQUIRED_SCOPE = "x-required-scope";
  static final String OWNER = "x-owner";

  private static final DotName PERMISSIONS =
      DotName.createSimple("io.quarkus.security.PermissionsAllowed");
  private static final DotName REST_RESPONSE =
      DotName.createSimple("org.jboss.resteasy.reactive.RestResponse");
  private static final String PACKAGES = "dev.missionmesh.";

  /** The scanned document, not yet fit to be published. */
  static ObjectNode of(IndexView index, ObjectMapper json) throws IOException {
    SmallRyeOpenAPI scanned =
        SmallRyeOpenAPI.builder()
            .withConfig(config())
            .withIndex(index)
            .enableModelReader(false)
            .enableStandardStaticFiles(false)
            .enableStandardFilter(false)
            .enableUnannotatedPathParameters(true)
            .withTypeConverter(ResourceScan::payload)
            .withOperationHandler(ResourceScan::describe)
            .build();
    return (ObjectNode) json.readTree(scanned.toJSON());
  }

  private static Config config() {
    return new SmallRyeConfigBuilder()
        .withSources(
            new PropertiesConfigSource(
                Map.of("mp.openapi.extensions.smallrye.operationIdStrategy", "CLASS_METHOD"),
                "api-document",
                100))
        .build();
  }

  private static Type payload(Type type) {
    return type.name().equals(REST_RESPONSE) && type instanceof ParameterizedType response
        ? response.arguments().getFirst()
        : type;
  }

  private static void describe(Operation operation, ClassInfo resource, MethodInfo method) {
    String service = resource.name().toString().substring(PACKAGES.length()).split("\\.")[0];
    operation.addExtension(OWNER, service.equals("searchindexer") ? "search-indexer" : service);
    AnnotationInstance permissions = method.annotation(PERMISSIONS);
    if (permissions != null) {
      List<String> scopes = Arrays.stream(permissions.value().asStringArray()).sorted().toList();
      operation.addExtension(REQUIRED_SCOPE, scopes);
    }
  }

  private ResourceScan() {}
}
