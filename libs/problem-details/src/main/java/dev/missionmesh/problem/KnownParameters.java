package dev.missionmesh.problem;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that an operation does not have, and one given twice where it takes one value: a filter that is misspelt
 * must not silently list everything.
 */
public final class KnownParameters {
  private final Map<Method, Map<String, Boolean>> parameters = new ConcurrentHashMap<>();

  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo resource) {
    if (request.getUriInfo().getRequestUri().getRawQuery() == null) {
      return;
    }
    Map<String, Boolean> known =
        parameters.computeIfAbsent(resource.getResourceMethod(), KnownParameters::of);
    List<FieldError> errors = new ArrayList<>();
    request
        .getUriInfo()
        .getQueryParameters()
        .forEach(
            (name, values) -> {
              if (!known.containsKey(name)) {
                errors.add(FieldError.parameter(name, "is not a parameter of this operation"));
              } else if (values.size() > 1 && !known.get(name)) {
                errors.add(FieldError.parameter(name, "may be given once only"));
              }
            });
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.INVALID_REQUEST, "A parameter is not valid.", errors);
    }
  }

  /** The names of an operation's parameters; true for one that may be given more than once. */
  private static Map<String, Boolean> of(Method operation) {
    Map<String, Boolean> known = new HashMap<>();
    for (Parameter parameter : operation.getParameters()) {
      String name = nameOf(parameter);
      if (name != null) {
        known.put(name, Collection.class.isAssignableFrom(parameter.getType()));
      }
    }
    return Map.copyOf(known);
  }

  private static @Nullable String nameOf(Parameter parameter) {
    QueryParam standard = parameter.getAnnotation(QueryParam.class);
    if (standard != null) {
      return standard.value();
    }
    RestQuery named = parameter.getAnnotation(RestQuery.class);
    if (named == null) {
      return null;
    }
    return named.value().isEmpty() ? parameter.getName() : named.value();
  }
}
