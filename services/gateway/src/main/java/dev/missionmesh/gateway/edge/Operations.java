package dev.missionmesh.gateway.edge;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;

/**
 * The gateway's own probes, metrics and description share its port. They are for the machine and
 * the cluster around it: only for a peer with a private address that calls directly, never for what
 * a proxy hands on.
 */
final class Operations {
  static final String PREFIX = "/q/";

  private static final Set<String> PATHS =
      Set.of(
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/health/started",
          "/q/metrics",
          "/q/openapi");
  private static final Set<String> FORWARDED =
      Set.of("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip");

  /** Whether this request may see one of them. */
  static boolean admits(HttpServerRequest request, String path) {
    return PATHS.contains(path)
        && request.method().equals(HttpMethod.GET)
        && FORWARDED.stream().noneMatch(request.headers()::contains)
        && isNear(request);
  }

  private static boolean isNear(HttpServerRequest request) {
    if (!(request.connection().remoteAddress() instanceof io.vertx.core.net.SocketAddress peer)) {
      return false;
    }
    InetAddress address =
        peer.hostAddress() == null
            ? null
            : new InetSocketAddress(peer.hostAddress(), 0).getAddress();
    return address != null
        && (address.isLoopbackAddress()
            || address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || isUniqueLocal(address.getAddress()));
  }

  private static boolean isUniqueLocal(byte[] address) {
    return address.length == 16 && (address[0] & 0xfe) == 0xfc;
  }

  private Operations() {}
}
