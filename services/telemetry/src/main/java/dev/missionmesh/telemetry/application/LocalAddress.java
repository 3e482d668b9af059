package dev.missionmesh.telemetry.application;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Loopback, link-local and private addresses: this machine and the network around it. */
final class LocalAddress {
  /** Takes an address or a prefix such as {@code fd00:0:0:1:0:0:0:0/64}; false for what is neither. */
  static boolean is(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      return address.isLoopbackAddress()
          || address.isLinkLocalAddress()
          || address.isSiteLocalAddress()
          || isUniqueLocal(address)
          || isShared(address.getAddress());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** {@code fc00::/7}, RFC 4193. */
  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
  }

  /** {@code 100.64.0.0/10}, RFC 6598. */
  private static boolean isShared(byte[] a) {
    return a.length == 4 && a[0] == 100 && (a[1] & 0xc0) == 64;
  }

  private LocalAddress() {}
}
