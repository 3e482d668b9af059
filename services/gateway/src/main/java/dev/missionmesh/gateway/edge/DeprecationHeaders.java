package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.domain.Deprecation;
import dev.missionmesh.gateway.domain.Route;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells callers of a deprecated path so: {@code Deprecation} (RFC 9745) and {@code Sunset} (RFC 8594). */
final class DeprecationHeaders {
  /** IMF-fixdate (RFC 9110, section 5.6.7); Java's own RFC 1123 form leaves out a leading zero. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  static void announce(Route route, HttpServerResponse response) {
    Deprecation deprecation = route.deprecation();
    if (deprecation == null) {
      return;
    }
    response.putHeader("deprecation", "@" + deprecation.since().getEpochSecond());
    response.headers().add("link", "<" + deprecation.explained() + ">; rel=\"deprecation\"");
    if (deprecation.sunset() != null) {
      response.putHeader(
          "sunset",
          HTTP_DATE.format(
              deprecation.sunset().atOffset(ZoneOffset.UTC)));
    }
  }

  private DeprecationHeaders() {}
}
