package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.AddressBlocks;
import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.gateway.config.GatewayConfig.ForwardedBy;
import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where a request comes from: the address that connects or, if that is a trusted proxy's, the
 * nearest hop behind it that is not. An address that a client makes up lies beyond that hop and is
 * never looked at.
 */
@Singleton
class ClientAddress {
  private static final String SECURE = "https";

  private final List<CidrAddress> trusted;
  private final ForwardedBy header;

  /** Fails with {@link IllegalArgumentException} if a trusted proxy is no CIDR block. */
  ClientAddress(GatewayConfig config) {
    this.trusted =
        config.trustedProxies().orElse(List.of()).stream().map(AddressBlocks::block).toList();
    this.header = config.forwardedBy();
  }

  /**
   * The client's address; IPv4 in the clothes of IPv6 as IPv4. Never null. Where a trusted proxy
   * does not name the hop behind it by an address, its own.
   */
  InetAddress of(HttpServerRequest request) {
    InetAddress nearest = peer(request);
    if (!isTrusted(nearest)) {
      return nearest;
    }
    List<InetAddress> hops = said(request).hops();
    for (int i = hops.size() - 1; i >= 0 && isTrusted(nearest); i--) {
      if (hops.get(i) == null) {
        return nearest;
      }
      nearest = hops.get(i);
    }
    return nearest;
  }

  /** Whether the request came to a trusted proxy over TLS. */
  boolean isSecure(HttpServerRequest request) {
    return !trusted.isEmpty()
        && isTrusted(peer(request))
        && SECURE.equals(said(request).scheme());
  }

  private ForwardedHops said(HttpServerRequest request) {
    return switch (header) {
      case X_FORWARDED_FOR ->
          ForwardedHops.of(
              request.headers().getAll("x-forwarded-for"),
              request.headers().getAll("x-forwarded-proto"));
      case FORWARDED -> ForwardedHops.of(request.headers().getAll("forwarded"));
    };
  }

  private boolean isTrusted(InetAddress address) {
    return AddressBlocks.holds(trusted, address);
  }

  private static InetAddress peer(HttpServerRequest request) {
    SocketAddress peer = request.connection().remoteAddress();
    String text = peer.hostAddress();
    int scope = text.indexOf('%');
    return plain(Inet.parseInetAddressOrFail(scope < 0 ? text : text.substring(0, scope)));
  }

  /** The same address, as IPv4 if it is one; null stays null. */
  static InetAddress plain(InetAddress address) {
    try {
      return address == null ? null : InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has the length of one", e);
    }
  }
}
