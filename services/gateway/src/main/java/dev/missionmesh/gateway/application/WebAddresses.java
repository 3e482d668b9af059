package dev.missionmesh.gateway.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses of the web in configuration and settings. */
public final class WebAddresses {
  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])(?::([1-9][0-9]{0,4}))?");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LONGEST = 2000;

  /**
   * True for the serialised origin of a page that came over TLS, or from the browser's own machine
   * (RFC 6454, section 6.2): no wildcard, no {@code null}, no default port, no path.
   */
  public static boolean isOrigin(String text) {
    var parts = ORIGIN.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    boolean secure = parts.group(1).equals("https");
    int port = parts.group(3) == null ? -1 : Integer.parseInt(parts.group(3));
    return (secure || THIS_MACHINE.contains(parts.group(2)))
        && port <= 0xffff
        && port != (secure ? 443 : 80);
  }

  /** True for an absolute https address without user and fragment. */
  static boolean isSecure(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    try {
      URI uri = new URI(text);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private WebAddresses() {}
}
