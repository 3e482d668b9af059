package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.Backoff;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens the log of a Pod's container, as a stream that goes on until the container has ended. */
final class PodLog {
  private static final int ANSWER_SECONDS = 15;

  /** The Pod is not there, and its log with it. */
  static final class Gone extends IOException {
    private static final long serialVersionUID = 1;
  }

  private final KubernetesClient client;
  private final String namespace;

  PodLog(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** The log from its beginning. */
  InputStream open(String pod) throws IOException, InterruptedException {
    URI uri =
        URI.create(client.getMasterUrl().toString())
            .resolve(
                "api/v1/namespaces/%s/pods/%s/log?container=%s&follow=true"
                    .formatted(namespace, pod, PodManifest.CONTAINER));
    HttpClient http = client.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder().uri(uri).timeout(0, TimeUnit.SECONDS).forStreaming().build();
    CompletableFuture<HttpResponse<InputStream>> asked = http.sendAsync(request, InputStream.class);
    try {
      HttpResponse<InputStream> answer = asked.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (!answer.isSuccessful()) {
        answer.body().close();
        if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND) {
          throw new Gone();
        }
        throw new IOException("the log was answered " + answer.code());
      }
      return answer.body();
    } catch (ExecutionException | CancellationException e) {
      throw new IOException("the log could not be read", e);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new IOException("the log was not answered", e);
    }
  }

  /** Pauses between two tries. */
  static Backoff backoff() {
    return new Backoff(ApiCalls.FIRST_PAUSE, ApiCalls.LONGEST_PAUSE);
  }
}
