package dev.missionmesh.gateway.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A public path with what may be done there.
 *
 * @param template path with {@code {}} for a segment that varies; also the label of its metrics
 * @param owner the service that answers
 * @param methods what it answers to
 * @param body limit of what is sent to it
 * @param stream true if an answer may last for as long as the client listens
 * @param deprecation null unless it should not be used any more
 */
public record Route(
    String template,
    Owner owner,
    Set<String> methods,
    BodyLimit body,
    boolean stream,
    @Nullable Deprecation deprecation) {
  public Route {
    methods = Set.copyOf(methods);
  }

  /** A route to stay. */
  public Route(String template, Owner owner, Set<String> methods, BodyLimit body, boolean stream) {
    this(template, owner, methods, body, stream, null);
  }

  /** The same route, deprecated. */
  public Route deprecated(Deprecation deprecation) {
    return new Route(template, owner, methods, body, stream, deprecation);
  }
}
