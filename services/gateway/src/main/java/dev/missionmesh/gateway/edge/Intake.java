package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.gateway.domain.BodyLimit;
import dev.missionmesh.gateway.domain.RequestTarget;
import dev.missionmesh.gateway.domain.Route;
import dev.missionmesh.gateway.domain.RouteTable;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * The checks on the form of a request, before anything else is done with it. Each throws the
 * problem that answers it.
 */
@Singleton
class Intake {
  private final RouteTable routes;
  private final GatewayConfig.Limits limits;
  private final long[] bodyLimits = new long[BodyLimit.values().length];

  Intake(RouteTable routes, GatewayConfig config) {
    this.routes = routes;
    this.limits = config.limits();
    for (BodyLimit limit : BodyLimit.values()) {
      bodyLimits[limit.ordinal()] =
          switch (limit) {
            case SMALL -> limits.other().asLongValue();
            case MISSION -> limits.mission().asLongValue();
            case MISSION_BATCH -> limits.missionBatch().asLongValue();
            case POLICY -> limits.policy().asLongValue();
          };
    }
  }

  /** The target in its canonical form, of a request that names its host. */
  RequestTarget target(HttpServerRequest request) {
    requireHost(request);
    if (request.uri().length() > limits.target()) {
      throw new ProblemException(
          Problem.URI_TOO_LONG,
          "The request target may have at most " + limits.target() + " characters.");
    }
    return RequestTarget.parse(request.uri())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.INVALID_REQUEST, "The request target is not spelled plainly."));
  }

  private static void requireHost(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_1_1 && !request.headers().contains(HttpHeaders.HOST)) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "A header is missing.", FieldError.header("Host", "is required"));
    }
  }

  /** The route that the target names; null if there is none. */
  Route route(RequestTarget target) {
    return routes.find(target.path()).orElse(null);
  }

  void requireMethod(HttpServerRequest request, Route route) {
    if (!route.methods().contains(request.method().name())) {
      throw notAllowed(request, route);
    }
  }

  static ProblemException notAllowed(HttpServerRequest request, Route route) {
    return new ProblemException(
            Problem.METHOD_NOT_ALLOWED,
            "This path does not answer to " + printable(request.method().name()) + ".")
        .withHeader("Allow", String.join(", ", route.methods().stream().sorted().toList()));
  }

  private static String printable(String method) {
    return method.length() > 16 ? method.substring(0, 16) + "…" : method;
  }

  void requireModestHeaders(HttpServerRequest request) {
    int count = 0;
    int size = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      count++;
      size += header.getKey().length() + header.getValue().length();
    }
    if (count > limits.headerCount() || size > limits.headers()) {
      throw new ProblemException(
          Problem.HEADERS_TOO_LARGE,
          "At most %d header fields of %d characters together may be sent."
              .formatted(limits.headerCount(), limits.headers()));
    }
  }

  /** Most bytes that a body may have on a route. */
  long bodyLimit(Route route) {
    return bodyLimits[route.body().ordinal()];
  }

  /**
   * Refuses framing that two readers could understand differently, and bodies that say themselves
   * that they are too long.
   */
  void requireSoundBody(HttpServerRequest request, Route route) {
    List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    List<String> lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
    boolean chunked = encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked");
    if (!encodings.isEmpty() && (!chunked || !lengths.isEmpty()) || lengths.size() > 1) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "The length of the body is told in more than one way.");
    }
    String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          Problem.UNSUPPORTED_MEDIA_TYPE,
          "Bodies are read as they are sent.",
          FieldError.header("Content-Encoding", "no coding is supported"));
    }
    if (!lengths.isEmpty() && length(lengths.getFirst()) > bodyLimit(route)) {
      throw LimitedBody.tooLarge(bodyLimit(route));
    }
  }

  private static long length(String header) {
    try {
      long length = Long.parseLong(header);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // falls through to the refusal
    }
    throw new ProblemException(Problem.INVALID_REQUEST, "Content-Length is not a number of bytes.");
  }
}
