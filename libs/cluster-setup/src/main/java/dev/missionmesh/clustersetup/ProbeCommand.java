package dev.missionmesh.clustersetup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks each service that is named for something small, through the gateway and with an API key; fails unless all of them answer. */
@Command(name = "probe")
final class ProbeCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "gateway", "/api/v1/tenant",
          "mission", "/api/v1/missions?limit=1",
          "policy", "/api/v1/policies?limit=1",
          "telemetry", "/api/v1/audit/key",
          "search-indexer", "/api/v1/search/documents?limit=1");

  @Option(names = "--gateway", required = true)
  URI gateway;

  /** File with a full API key. */
  @Option(names = "--key", required = true)
  Path key;

  @Option(names = "--service")
  List<String> services = List.of();

  @Override
  public Integer call() throws Exception {
    int silent = 0;
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (String service : services) {
        int status = ask(client, service);
        System.out.println(service + ": " + status);
        if (status != OK) silent++;
      }
    }
    return silent == 0 ? 0 : 1;
  }

  private int ask(HttpClient client, String service) throws IOException, InterruptedException {
    String question = QUESTIONS.get(service);
    if (question == null) throw new IllegalArgumentException("nothing is known to ask " + service);
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(question))
            .header("Authorization", "Bearer " + Files.readString(key).strip())
            .timeout(PATIENCE)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
