package dev.missionmesh.cli.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes HTTP clients that are quick to start. */
final class Connections {
  private Connections() {}

  /** A client for the scheme of this address; it follows no redirects. */
  static HttpClient to(URI url) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER);
    if (url.getScheme().equals("http")) builder.sslContext(trustingNobody());
    return builder.build();
  }

  /**
   * Without TLS the system's certificates need not be read, which is a good part of the start-up
   * time.
   */
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has TLS", impossible);
    }
  }
}
