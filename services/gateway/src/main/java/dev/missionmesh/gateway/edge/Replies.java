package dev.missionmesh.gateway.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.missionmesh.problem.ProblemDocument;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** What the door itself says, and the headers on everything that leaves by it. */
final class Replies {
  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
  private static final CharSequence NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("referrer-policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
  private static final CharSequence TRANSPORT =
      HttpHeaders.createOptimized("strict-transport-security");
  private static final CharSequence ONLY_TLS =
      HttpHeaders.createOptimized("max-age=31536000; includeSubDomains");
  private static final String CROSS_ORIGIN = "access-control-";
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  /** Puts the headers that every answer carries. */
  static void dress(HttpServerResponse response, String requestId) {
    response.putHeader(REQUEST_ID, requestId);
    response.putHeader(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    response.putHeader(POLICY, NOTHING);
    response.putHeader(REFERRER, NO_REFERRER);
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
  }

  /** Has browsers use TLS from now on (RFC 6797); to be said only over TLS. */
  static void requireTls(HttpServerResponse response) {
    response.putHeader(TRANSPORT, ONLY_TLS);
  }

  /** True for a response header that only the door may set. */
  static boolean isDress(String name) {
    return is(name, REQUEST_ID)
        || is(name, CONTENT_TYPE_OPTIONS)
        || is(name, POLICY)
        || is(name, REFERRER)
        || is(name, HttpHeaders.CACHE_CONTROL)
        || is(name, HttpHeaders.VARY)
        || is(name, TRANSPORT)
        || is(name, LimitHeaders.STATE)
        || is(name, LimitHeaders.POLICY)
        || name.regionMatches(true, 0, CROSS_ORIGIN, 0, CROSS_ORIGIN.length());
  }

  private static boolean is(String name, CharSequence header) {
    return name.length() == header.length() && name.equalsIgnoreCase(header.toString());
  }

  static Buffer json(Object value) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(value));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("maps and lists of text can be written", e);
    }
  }

  /** The bytes of a problem document. */
  static Buffer problem(ProblemException problem, String requestId) {
    return json(ProblemDocument.of(problem, requestId));
  }

  private Replies() {}
}
