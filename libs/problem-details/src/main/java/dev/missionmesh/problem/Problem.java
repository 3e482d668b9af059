package dev.missionmesh.problem;

import java.util.Locale;

/**
 * The catalogue of errors that the mesh answers (RFC 9457). The slug, status and title of an entry are stable; each has a page
 * in {@code docs/problems/}.
 */
public enum Problem {
  INVALID_REQUEST(400, "The request is not valid"),
  MALFORMED_JSON(400, "The body is not well-formed JSON"),
  INVALID_SNAPSHOT(400, "The policy snapshot is not valid"),
  UNAUTHENTICATED(401, "Authentication is required"),
  FORBIDDEN(403, "The principal may not do this"),
  POLICY_DENIED(403, "A policy denies this mission"),
  TENANT_SUSPENDED(403, "The tenant is suspended"),
  ADDRESS_NOT_ALLOWED(403, "The tenant admits nobody from this address"),
  BLOCKED(403, "The firewall took the request for an attack"),
  NOT_FOUND(404, "There is no such resource"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  CONFLICT(409, "The resource is in another state"),
  MISSION_ALREADY_FINISHED(409, "The mission has already finished"),
  QUOTA_EXCEEDED(409, "A quota of the tenant is used up"),
  PRECONDITION_FAILED(412, "The resource has changed"),
  TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The request target is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used with another body"),
  PRECONDITION_REQUIRED(428, "The change needs a condition"),
  QUEUE_FULL(429, "The tenant's queue is full"),
  RATE_LIMITED(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The header fields are too large"),
  INTERNAL(500, "Something went wrong on our side"),
  NOT_AVAILABLE(501, "This mesh runs without that service"),
  BAD_GATEWAY(502, "The service behind the gateway gave no valid answer"),
  POLICY_UNAVAILABLE(503, "No fresh policy snapshot is at hand"),
  UNAVAILABLE(503, "The service is not available right now");

  private static final String BASE = "https://missionmesh.dev/problems/";

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The last part of the type URI and the name of the page that explains it. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The RFC 9457 {@code type}. */
  public String type() {
    return BASE + slug();
  }

  /** The entry for an HTTP status that a framework raised by itself; {@code INTERNAL} for what is not known. */
  public static Problem ofStatus(int status) {
    return switch (status) {
      case 400, 422 -> INVALID_REQUEST;
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> REQUEST_TIMEOUT;
      case 409 -> CONFLICT;
      case 412 -> PRECONDITION_FAILED;
      case 413 -> TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 428 -> PRECONDITION_REQUIRED;
      case 429 -> QUEUE_FULL;
      case 431 -> HEADERS_TOO_LARGE;
      case 501 -> NOT_AVAILABLE;
      case 502, 504 -> BAD_GATEWAY;
      case 503 -> UNAVAILABLE;
      default -> status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL;
    };
  }
}
