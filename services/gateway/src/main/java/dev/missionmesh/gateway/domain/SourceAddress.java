package dev.missionmesh.gateway.domain;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request comes from, as far as it tells one caller from another: an IPv4 address whole, an IPv6 address by its first 64
 * bits, since who has one has as many below it as he likes.
 */
public final class SourceAddress {
  private static final int PREFIX_BYTES = 8;

  /** The address as text, the same for every request of one caller. */
  public static String of(InetAddress address) {
    if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) {
      return address.getHostAddress();
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has the length of one", e);
    }
  }

  private SourceAddress() {}
}
