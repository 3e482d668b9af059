package dev.missionmesh.cli.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "publish",
    description = {
      "Checks a policy file and puts it in force.",
      "On this machine's mesh the system key is used when MESH_API_KEY is not set."
    })
final class PublishPolicy implements Runnable {
  @Parameters(paramLabel = "POLICY.YAML", description = "The snapshot to publish; - is stdin.")
  private Path file;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode policy =
        Access.system()
            .administrator()
            .post(PolicyCommand.PATH, "application/yaml", read(), Map.of());
    Fields fields =
        new Fields()
            .add("policy", Documents.text(policy, "digest"))
            .add("name", Documents.text(policy, "name"))
            .add("version", Documents.text(policy, "version"))
            .add("published", Documents.text(policy, "publishedAt"));
    output.showOne(policy, policy.path("digest").asText(), fields);
  }

  private String read() {
    try {
      byte[] bytes =
          file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw Failure.usage("cannot read " + file + ": " + unreadable.getMessage(), null);
    }
  }
}
