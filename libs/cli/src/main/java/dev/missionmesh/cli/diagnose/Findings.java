package dev.missionmesh.cli.diagnose;

import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.local.MeshStatus;
import dev.missionmesh.cli.local.PartStatus;
import dev.missionmesh.cli.output.Documents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Gathers what helps to find a fault, from the data folder and from whatever of the mesh answers. */
final class Findings {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private final Path data;
  private final Map<String, String> environment;
  private final Access access;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();

  Findings(Path data, Map<String, String> environment, Access access) {
    this.data = data;
    this.environment = environment;
    this.access = access;
  }

  void gather(String version, MeshStatus status, Archive archive) throws IOException {
    archive.add("versions.txt", () -> Machine.versions(version));
    archive.add("environment.txt", () -> Machine.environment(environment));
    archive.add("status.txt", () -> text(status));
    archive.add("configuration/mesh.json", () -> Files.readString(data.resolve("mesh.json")));
    for (PartStatus part : status.parts()) {
      if (part.name().equals("waf-metrics")) {
        archive.add("waf/metrics.txt", () -> get(part.url() + "/metrics"));
      } else if (part.url().startsWith("http") && !part.name().equals("waf")) {
        archive.add("health/" + part.name() + ".json", () -> get(part.url() + "/q/health"));
      }
    }
    archive.add(
        "nodes.json",
        () -> Documents.prettyJson(access.administrator().get("/api/v1/nodes")));
    archive.add("audit/system.jsonl", () -> AuditTail.read(access.administrator()));
    archive.add("audit/default.jsonl", () -> AuditTail.read(access.tenant()));
    for (Path log : logs()) archive.add("logs/" + log.getFileName(), () -> LogTail.of(log));
  }

  private static String text(MeshStatus status) {
    StringBuilder text = new StringBuilder("profile " + status.profile() + "\n");
    for (PartStatus part : status.parts()) {
      text.append(String.format("%-16s %-8s %s%n", part.name(), part.state(), part.url()));
    }
    return text.toString();
  }

  private String get(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER_WITHIN).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private List<Path> logs() throws IOException {
    Path folder = data.resolve("logs");
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }
}
