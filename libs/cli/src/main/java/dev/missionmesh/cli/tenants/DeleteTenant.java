package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = {
      "Deletes a tenant for ever: only a suspended one that was exported since. Its running missions"
          + " are cancelled, every service removes what it keeps, and the id is never given again.",
      "Waits until that is done; breaking off the wait does not break off the deletion."
    })
final class DeleteTenant implements Callable<Integer> {
  private static final long LOOK_MS = 500;

  @Parameters(paramLabel = "ID", description = "The tenant.")
  private String id;

  @Option(names = "--yes", description = "Deletes without asking.")
  private boolean yes;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    if (!yes) confirm();
    MeshClient client = Access.system().administrator();
    client.delete(TenantCommand.of(id));
    JsonNode deletion;
    try (Progress progress = Progress.start(output.terminal(), "Deleting " + id)) {
      for (deletion = look(client); !isDone(deletion); deletion = look(client)) {
        progress.update("Deleting " + id + ": waiting for " + String.join(", ", awaited(deletion)));
        Thread.sleep(LOOK_MS);
      }
    }
    Fields fields = new Fields().add("tenant", id).add("state", Documents.text(deletion, "state"));
    output.showOne(deletion, id, fields);
    return 0;
  }

  private void confirm() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw Failure.usage("a tenant is deleted for ever", "Say --yes where nobody can be asked.");
    }
    String typed = console.readLine("This deletes %s for ever. Type its id to go on: ", id);
    if (typed == null || !typed.strip().equals(id)) {
      throw Failure.usage("nothing was deleted: that was not " + id, null);
    }
  }

  private JsonNode look(MeshClient client) {
    return client.get(TenantCommand.of(id) + "/deletion");
  }

  private static boolean isDone(JsonNode deletion) {
    return deletion.path("state").asText().equals("deleted");
  }

  private static List<String> awaited(JsonNode deletion) {
    List<String> names = new ArrayList<>();
    for (JsonNode service : deletion.path("services")) {
      if (!service.path("purged").asBoolean()) names.add(service.path("name").asText());
    }
    return names.isEmpty() ? List.of("the last step") : names;
  }
}
