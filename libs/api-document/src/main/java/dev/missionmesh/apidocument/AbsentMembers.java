package dev.missionmesh.apidocument;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/**
 * Which members an answer leaves out where they are null. All others are always written, so they are required in the document.
 */
final class AbsentMembers {
  private static final DotName INCLUDE =
      DotName.createSimple("com.fasterxml.jackson.annotation.JsonInclude");
  private static final DotName SCHEMA =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

  private final Map<String, Set<String>> bySchema = new HashMap<>();

  AbsentMembers(IndexView index) {
    for (ClassInfo type : index.getKnownClasses()) {
      if (type.isRecord()) {
        Set<String> absent =
            type.recordComponents().stream()
                .filter(c -> c.type().kind() != Type.Kind.PRIMITIVE)
                .filter(c -> leavesOut(type.declaredAnnotation(INCLUDE)) || leavesOut(include(type, c)))
                .map(RecordComponentInfo::name)
                .collect(Collectors.toSet());
        if (!absent.isEmpty()) {
          bySchema.put(schemaName(type), absent);
        }
      }
    }
  }

  /** True if a member of a schema may be missing from an answer. */
  boolean contains(String schema, String member) {
    return bySchema.getOrDefault(schema, Set.of()).contains(member);
  }

  private static AnnotationInstance include(ClassInfo type, RecordComponentInfo component) {
    AnnotationInstance here = component.annotation(INCLUDE);
    return here != null || type.field(component.name()) == null
        ? here
        : type.field(component.name()).annotation(INCLUDE);
  }

  private static boolean leavesOut(AnnotationInstance include) {
    return include != null && include.value() != null && include.value().asEnum().equals("NON_NULL");
  }

  private static String schemaName(ClassInfo type) {
    AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
    return schema == null || schema.value("name") == null
        ? type.simpleName()
        : schema.value("name").asString();
  }
}
