package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.Backoff;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Calls of the API server, repeated while it makes sense. */
final class ApiCalls {
  static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int TOO_MANY = 429;

  /**
   * Calls until there is an answer.
   *
   * @param patience how long a server that does not answer is asked again
   * @param givenUp whether nobody wants the answer any more
   * @throws SandboxFailed if the server refuses, or does not answer in time
   */
  static <T> T patiently(String what, Duration patience, BooleanSupplier givenUp, Supplier<T> call)
      throws SandboxFailed, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    while (true) {
      try {
        return call.get();
      } catch (KubernetesClientException e) {
        Duration pause = backoff.next();
        if (!worthRepeating(e)
            || givenUp.getAsBoolean()
            || System.nanoTime() + pause.toNanos() > end) {
          throw new SandboxFailed(what + ": " + reason(e), e);
        }
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      }
    }
  }

  /** No answer, an answer that says "later", or a quota that others' ends make room in. */
  static boolean worthRepeating(KubernetesClientException e) {
    int code = e.getCode();
    return code <= 0
        || code == TOO_MANY
        || code >= HttpURLConnection.HTTP_INTERNAL_ERROR
        || (code == HttpURLConnection.HTTP_FORBIDDEN && reason(e).contains("exceeded quota"));
  }

  static boolean conflict(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  static boolean notFound(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
  }

  private static String reason(KubernetesClientException e) {
    if (e.getStatus() != null && e.getStatus().getMessage() != null) {
      return e.getStatus().getMessage();
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private ApiCalls() {}
}
