package dev.missionmesh.clustersetup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the gateway, with an API key, which services it reaches; fails unless it reaches all that are named. */
@Command(name = "probe")
final class ProbeCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Option(names = "--gateway", required = true)
  URI gateway;

  /** File with a full API key. */
  @Option(names = "--key", required = true)
  Path key;

  @Option(names = "--service")
  List<String> services = List.of();

  @Override
  public Integer call() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/api/v1/capabilities"))
            .header("Authorization", "Bearer " + Files.readString(key).strip())
            .timeout(PATIENCE)
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) throw new IllegalStateException("the gateway answers " + answer.statusCode());
      return judge(new ObjectMapper().readTree(answer.body()));
    }
  }

  private int judge(JsonNode capabilities) {
    int missing = 0;
    for (String service : services) {
      String state = "unknown";
      for (JsonNode entry : capabilities.path("services")) {
        if (entry.path("name").asText().equals(service)) state = entry.path("state").asText();
      }
      System.out.println(service + ": " + state);
      if (!state.equals("available")) missing++;
    }
    return missing == 0 ? 0 : 1;
  }
}
