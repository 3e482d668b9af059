package dev.missionmesh.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Durations;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "create", description = "Creates an API key and shows it, this one time.")
final class CreateKey implements Runnable {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "What the key is for.")
  private String name;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = ",",
      defaultValue = "missions:read,missions:write,search:read,audit:read,nodes:read,policy:read",
      description = "What it may do; may be given often. Default: ${DEFAULT-VALUE}.")
  private List<String> scopes;

  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "After which it ends, such as 30d. Default: as the mesh is configured.")
  private Duration expiresIn;

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      description = "Makes the key for this tenant; needs tenants:admin.")
  private String tenant;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode key = KeyCommand.client(tenant).post(KeyCommand.PATH, request());
    Fields fields =
        new Fields()
            .add("id", Documents.text(key, "id"))
            .add("tenant", Documents.text(key, "tenant"))
            .add("scopes", String.join(" ", Documents.texts(key, "scopes")))
            .add("expires", Documents.text(key, "expiresAt"))
            .add("key", Documents.text(key, "key"));
    KeyCommand.showOnce(key, fields, output);
  }

  private JsonNode request() {
    ObjectNode request = Documents.object().put("name", name);
    ArrayNode wanted = request.putArray("scopes");
    scopes.forEach(wanted::add);
    if (expiresIn != null) request.put("expiresIn", expiresIn.toString());
    if (tenant != null) request.put("tenant", tenant);
    return request;
  }
}
