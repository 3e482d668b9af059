package dev.missionmesh.gateway.edge;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What one subscriber has of addresses: of IPv4 one, of IPv6 a network of 64 bits. */
final class Networks {
  private static final int HALF = 8;

  /** The network of an address, as text. */
  static String of(InetAddress address) {
    if (address instanceof Inet4Address) {
      return address.getHostAddress();
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, HALF, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has the length of one", e);
    }
  }

  private Networks() {}
}
