package dev.missionmesh.gateway.application.webhook;

import static dev.missionmesh.gateway.application.AddressBlocks.holds;

import dev.missionmesh.gateway.application.AddressBlocks;
import io.smallrye.common.net.CidrAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides to which addresses messages may be sent: those that anybody on the internet can reach, and
 * the networks that whoever runs the mesh has named. Source: IANA IPv4 and IPv6 Special-Purpose
 * Address Registries; of IPv6 only global unicast (2000::/3) counts as reachable, less what embeds
 * IPv4 addresses (6to4, Teredo) or is set aside.
 */
public final class AddressGuard {
  private static final List<CidrAddress> NOT_PUBLIC_4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");
  private static final List<CidrAddress> GLOBAL_UNICAST = networks("2000::/3");
  private static final List<CidrAddress> NOT_PUBLIC_6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final List<CidrAddress> allowed;

  /**
   * A guard that lets some networks through besides the public ones.
   *
   * @param allowed ranges such as {@code 10.20.0.0/16}
   * @throws IllegalArgumentException if one is no range of addresses
   */
  public AddressGuard(List<String> allowed) {
    this.allowed = networks(allowed.toArray(String[]::new));
  }

  private static List<CidrAddress> networks(String... texts) {
    return Stream.of(texts).map(AddressBlocks::block).toList();
  }

  public boolean admits(InetAddress address) {
    return holds(allowed, address) || isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    if (address instanceof Inet6Address) {
      return holds(GLOBAL_UNICAST, address) && !holds(NOT_PUBLIC_6, address);
    }
    return !holds(NOT_PUBLIC_4, address);
  }
}
