package dev.missionmesh.gateway.edge;

import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What proxies say of the hops behind them, the nearest hop last.
 *
 * @param hops addresses; null for a hop that is not named by an address
 * @param scheme {@code http} or {@code https} as the nearest proxy was called; null if it does not
 *     say
 */
record ForwardedHops(List<InetAddress> hops, String scheme) {
  /** One parameter of RFC 7239, section 4, and the separator that follows it. */
  private static final Pattern PAIR =
      Pattern.compile(
          "\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:\"([^\"\\\\]*)\"|([!#$%&'*+.^_`|~0-9A-Za-z:-]+))\\s*([;,]|$)");
  private static final Pattern NODE =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::[0-9]{1,5})?|([0-9A-Fa-f:.]+)");

  /** Reads {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
  static ForwardedHops of(List<String> forwardedFor, List<String> proto) {
    List<InetAddress> hops = new ArrayList<>();
    for (String line : forwardedFor) {
      for (String hop : line.split(",", -1)) {
        hops.add(address(hop.strip()));
      }
    }
    String last = proto.isEmpty() ? null : proto.getLast();
    return new ForwardedHops(
        hops, last == null ? null : scheme(last.substring(last.lastIndexOf(',') + 1).strip()));
  }

  /** Reads {@code Forwarded}; what cannot be read ends as a hop without an address. */
  static ForwardedHops of(List<String> forwarded) {
    List<InetAddress> hops = new ArrayList<>();
    String scheme = null;
    Matcher pair = PAIR.matcher(String.join(",", forwarded));
    InetAddress hop = null;
    boolean more = !forwarded.isEmpty();
    String proto = null;
    while (more && pair.lookingAt()) {
      String value = pair.group(2) != null ? pair.group(2) : pair.group(3);
      switch (pair.group(1).toLowerCase(Locale.ROOT)) {
        case "for" -> hop = address(value);
        case "proto" -> proto = scheme(value);
        default -> {}
      }
      more = !pair.group(4).isEmpty();
      if (!pair.group(4).equals(";")) {
        hops.add(hop);
        scheme = proto;
        hop = null;
        proto = null;
      }
      pair.region(pair.end(), pair.regionEnd());
    }
    return more && !forwarded.isEmpty() ? unreadable() : new ForwardedHops(hops, scheme);
  }

  private static ForwardedHops unreadable() {
    List<InetAddress> none = new ArrayList<>();
    none.add(null);
    return new ForwardedHops(none, null);
  }

  private static String scheme(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The address of a node with or without port; null if it is none, as {@code unknown}. */
  private static InetAddress address(String node) {
    Matcher parts = NODE.matcher(node);
    if (!parts.matches()) {
      return null;
    }
    for (int group = 1; group <= 3; group++) {
      if (parts.group(group) != null) {
        return ClientAddress.plain(Inet.parseInetAddress(parts.group(group)));
      }
    }
    return null;
  }
}
