package dev.missionmesh.gateway.edge;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
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
          "/q/jwks",
          "/q/openapi");
  private static final Set<String> FORWARDED =
      Set.of("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip");

  /** Whether this request may see one of them. */
  static boolean admits(HttpServerRequest request, String path) {
    return PATHS.contains(path)
        && request.method().equals(HttpMethod.GET)
        && isDirect(request)
        && isNear(request);
  }

  /** Whether somebody on the gateway's own machine calls, without a proxy between. */
  static boolean isFromThisMachine(HttpServerRequest request) {
    InetAddress peer = peer(request);
    return isDirect(request) && peer != null && peer.isLoopbackAddress();
  }

  private static boolean isDirect(HttpServerRequest request) {
    return FORWARDED.stream().noneMatch(request.headers()::contains);
  }

  private static InetAddress peer(HttpServerRequest request) {
    SocketAddress peer = request.connection().remoteAddress();
    return peer != null && peer.hostAddress() != null
        ? new InetSocketAddress(peer.hostAddress(), 0).getAddress()
        : null;
  }

  private static boolean isNear(HttpServerRequest request) {
    InetAddress address = peer(request);
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
