package dev.missionmesh.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.missionmesh.tenancy.Scopes;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Nothing answers a request without saying which scope it takes. Health, metrics and the
 * descriptions under {@code /q/} are Quarkus' own and no resource methods.
 */
final class EndpointRules {
  private static final String PERMISSION = "io.quarkus.security.PermissionsAllowed";
  private static final Set<String> OPEN =
      Set.of("jakarta.annotation.security.PermitAll", "io.quarkus.security.Authenticated");
  private static final Set<String> SCOPES = scopes();

  /** Classes that take requests off the router themselves, and who asks for permission there. */
  private static final Map<String, String> ROUTERS =
      Map.of(
          "dev.missionmesh.gateway.edge.Door",
          "admits keys; its own answer, capabilities, is for any key; whatever it hands on asks for its scope");

  static void check(JavaClasses code) {
    methods()
        .that(answeringRequests())
        .should(declareAKnownScope())
        .allowEmptyShould(true)
        .check(code);
    classes().should(leaveTheRouterAlone()).check(code);
  }

  private static DescribedPredicate<JavaMethod> answeringRequests() {
    return DescribedPredicate.describe(
        "answering HTTP requests",
        method ->
            method.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .anyMatch(
                    type ->
                        type.isMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
                            || type.getName().equals("io.quarkus.vertx.web.Route")));
  }

  private static ArchCondition<JavaMethod> declareAKnownScope() {
    return new ArchCondition<>("declare the scope that they take") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        String violation = violation(method);
        if (violation != null) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName() + " " + violation));
        }
      }
    };
  }

  private static @Nullable String violation(JavaMethod method) {
    if (method.getAnnotations().stream().anyMatch(a -> OPEN.contains(a.getRawType().getName()))) {
      return "is open";
    }
    List<JavaAnnotation<JavaMethod>> declared =
        method.getAnnotations().stream()
            .filter(a -> a.getRawType().getName().equals(PERMISSION))
            .toList();
    if (declared.size() != 1) {
      return "does not declare one permission";
    }
    String[] asked = (String[]) declared.getFirst().get("value").orElse(new String[0]);
    if (asked.length == 0) {
      return "declares no scope";
    }
    return SCOPES.containsAll(List.of(asked))
        ? null
        : "declares an unknown scope: " + String.join(", ", asked);
  }

  private static ArchCondition<JavaClass> leaveTheRouterAlone() {
    return new ArchCondition<>("leave the router alone") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (ROUTERS.containsKey(type.getName())) {
          return;
        }
        type.getMethodCallsFromSelf().stream()
            .filter(call -> call.getTargetOwner().getName().equals("io.vertx.ext.web.Router"))
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
      }
    };
  }

  private static Set<String> scopes() {
    return Arrays.stream(Scopes.class.getFields())
        .filter(f -> f.getType() == String.class && Modifier.isStatic(f.getModifiers()))
        .map(EndpointRules::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private EndpointRules() {}
}
