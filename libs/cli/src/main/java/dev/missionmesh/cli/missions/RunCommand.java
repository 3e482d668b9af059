package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Format;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Terminal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code mesh run}: from a command to its output and a receipt, starting the local mesh if need be.
 */
@Command(
    name = "run",
    customSynopsis = "mesh run [OPTIONS] [--] CMD...",
    description = {
      "Runs a command as a mission and shows its output live.",
      "Starts the mesh on this machine first when it is down and MESH_URL is not set.",
      "The mission's stdout is this command's stdout; the receipt goes to stderr."
    },
    footer = {"", "Example: mesh run --timeout 10s -- python3 -c 'print(6*7)'"})
public final class RunCommand implements Callable<Integer> {
  @Mixin private MissionOptions options;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    JsonNode request = new MissionRequests(System.in).from(options);
    String key =
        options.idempotencyKey == null ? UUID.randomUUID().toString() : options.idempotencyKey;
    return run(Access.system().started(output.terminal()), output, request, key);
  }

  static int run(MeshClient client, OutputOptions output, JsonNode request, String idempotencyKey) {
    Terminal terminal = output.terminal();
    MissionWatch watch = new MissionWatch(client, terminal);
    String id =
        client.postIdempotent("/api/v1/missions", request, idempotencyKey).path("id").asText();
    LogWriter logs = output.format() == Format.TABLE ? LogWriter.raw(terminal) : null;
    MissionDocument mission = watch.untilEnd(id, logs);
    if (mission.exitCode() != ExitCode.DONE) watch.explain(mission);
    if (output.format() == Format.TABLE) {
      Receipt.lines(mission, terminal.errStyle()).forEach(terminal::say);
    } else {
      output.show(mission.json(), List.of(id), style -> List.of());
    }
    return mission.exitCode();
  }
}
