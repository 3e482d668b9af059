package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Terminal;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mesh submit}: hands a mission in, and waits for its end when asked to. */
@Command(
    name = "submit",
    customSynopsis = "mesh submit [OPTIONS] [--] [CMD...]",
    description = "Submits a mission and prints its id; with --wait also how it ended.",
    footer = {"", "Example: mesh submit --wait --label team=red --retries 2 -- sh -c 'date; id'"})
public final class SubmitCommand implements Callable<Integer> {
  @Mixin private MissionOptions options;
  @Mixin private OutputOptions output;

  @Option(
      names = "--wait",
      description = "Waits until the mission ended; the exit code is then 0 or 3.")
  private boolean wait;

  @Override
  public Integer call() {
    JsonNode request = new MissionRequests(System.in).from(options);
    String key =
        options.idempotencyKey == null ? UUID.randomUUID().toString() : options.idempotencyKey;
    return submit(Access.system().tenant(), output, request, key, wait);
  }

  static int submit(
      MeshClient client, OutputOptions output, JsonNode request, String key, boolean wait) {
    JsonNode acceptance = client.postIdempotent("/api/v1/missions", request, key);
    String id = acceptance.path("id").asText();
    MissionWatch watch = new MissionWatch(client, output.terminal());
    if (!wait) {
      show(watch, output, acceptance);
      return ExitCode.DONE;
    }
    MissionDocument mission = watch.untilEnd(id, null);
    if (mission.exitCode() != ExitCode.DONE) watch.explain(mission);
    output.showOne(mission.json(), id, Receipt.fields(mission, output.terminal().outStyle()));
    return mission.exitCode();
  }

  private static void show(MissionWatch watch, OutputOptions output, JsonNode acceptance) {
    String id = acceptance.path("id").asText();
    Terminal terminal = output.terminal();
    Fields fields =
        new Fields()
            .add("mission", id)
            .add("tenant", acceptance.path("tenant").asText())
            .add(
                "decision",
                acceptance.at("/receipt/decision").asText()
                    + " by rule "
                    + Documents.text(acceptance, "receipt/rule"))
            .add("policy", Documents.text(acceptance, "receipt/policySnapshot"));
    output.showOne(output.isDocument() ? watch.now(id).json() : acceptance, id, fields);
    if (terminal.errIsTerminal()) terminal.say("Follow it with: mesh logs -f " + id);
  }
}
