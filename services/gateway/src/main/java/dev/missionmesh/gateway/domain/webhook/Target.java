package dev.missionmesh.gateway.domain.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the URL of a webhook leads. Only one plain spelling of each host is accepted, so that
 * nothing downstream can read it as another one.
 *
 * @param host a name in lower case, or an address without brackets
 * @param literal the address, where the host is one
 * @param pathAndQuery as sent; at least {@code /}
 */
public record Target(
    boolean tls, String host, Optional<InetAddress> literal, int port, String pathAndQuery) {
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_HOST = 253;
  private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

  /** The last label begins with a letter and is no hexadecimal number: else the name could be read as an address. */
  private static final Pattern NAME =
      Pattern.compile("(?:" + LABEL + "\\.)*(?=[a-z])" + LABEL);
  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern ADDRESS_4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
  private static final Pattern ADDRESS_6 = Pattern.compile("\\[[0-9a-f:]{2,39}\\]");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException with a clause that says what it must be
   */
  public static Target parse(String url, TargetRules rules) {
    if (url == null || url.length() > MAX_LENGTH || !PLAIN.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "must be a URL of at most " + MAX_LENGTH + " visible ASCII characters");
    }
    URI uri = uri(url);
    boolean tls = "https".equals(uri.getScheme());
    if (!tls && !(rules.http() && "http".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("must begin with https://");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must have neither user information nor a fragment");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("must name a host");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    if (!rules.ports().test(port)) {
      throw new IllegalArgumentException("must not name the port " + port);
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String rest = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    return at(tls, uri.getHost().toLowerCase(Locale.ROOT), port, rest);
  }

  private static URI uri(String url) {
    try {
      return new URI(url).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a well-formed URL");
    }
  }

  private static Target at(boolean tls, String host, int port, String rest) {
    if (ADDRESS_4.matcher(host).matches()) {
      return new Target(tls, host, Optional.of(InetAddress.ofLiteral(host)), port, rest);
    }
    if (ADDRESS_6.matcher(host).matches()) {
      String bare = host.substring(1, host.length() - 1);
      InetAddress address = InetAddress.ofLiteral(bare);
      if (address.getAddress().length == 16) {
        return new Target(tls, bare, Optional.of(address), port, rest);
      }
    }
    if (host.length() > MAX_HOST || !NAME.matcher(host).matches()) {
      throw new IllegalArgumentException("must name its host plainly");
    }
    return new Target(tls, host, Optional.empty(), port, rest);
  }
}
