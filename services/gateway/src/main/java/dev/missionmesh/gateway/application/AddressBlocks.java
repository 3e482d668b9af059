package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.TenantSettings.Addresses;
import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/** Blocks of addresses that are let in and shut out; those shut out go first. */
public final class AddressBlocks {
  private final List<CidrAddress> allow;
  private final List<CidrAddress> deny;

  private AddressBlocks(List<CidrAddress> allow, List<CidrAddress> deny) {
    this.allow = allow;
    this.deny = deny;
  }

  /**
   * The blocks of two lists.
   *
   * @throws IllegalArgumentException if an entry is no block
   */
  public static AddressBlocks of(Addresses addresses) {
    return new AddressBlocks(
        addresses.allow().stream().map(AddressBlocks::block).toList(),
        addresses.deny().stream().map(AddressBlocks::block).toList());
  }

  /**
   * Reads a CIDR block in its one spelling: RFC 5952, no bits set beyond the prefix, no IPv4 in the
   * clothes of IPv6. Never asks a name server.
   *
   * @throws IllegalArgumentException with a clause for people if the text is none
   */
  public static CidrAddress block(String text) {
    CidrAddress block = Inet.parseCidrAddress(text);
    if (block == null) {
      throw new IllegalArgumentException("must be a CIDR block, such as 10.0.0.0/8");
    }
    if (!block.toString().equals(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("must be written " + block);
    }
    return block;
  }

  /** Whether somebody of this address may come in. */
  public boolean admits(InetAddress address) {
    return !holds(deny, address) && (allow.isEmpty() || holds(allow, address));
  }

  /** Whether an address lies in one of the blocks. */
  public static boolean holds(List<CidrAddress> blocks, InetAddress address) {
    for (CidrAddress block : blocks) {
      if (block.matches(address)) {
        return true;
      }
    }
    return false;
  }
}
