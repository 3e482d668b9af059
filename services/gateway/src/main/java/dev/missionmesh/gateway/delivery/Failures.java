package dev.missionmesh.gateway.delivery;

import dev.missionmesh.gateway.domain.webhook.Outcome;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Tells why nothing was answered. */
final class Failures {
  static Outcome outcome(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SSLException || e instanceof java.security.cert.CertificateException) {
        return Outcome.INSECURE;
      }
      if (e instanceof TimeoutException) {
        return Outcome.TIMED_OUT;
      }
    }
    return Outcome.UNREACHABLE;
  }

  private Failures() {}
}
