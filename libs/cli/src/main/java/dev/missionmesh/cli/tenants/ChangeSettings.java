package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.client.ProblemFailure;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    description =
        "Changes what is set for a tenant; what is not named stays. It holds within two seconds.")
final class ChangeSettings implements Runnable {
  private static final int TRIES = 5;
  private static final int CHANGED_MEANWHILE = 412;

  @Parameters(paramLabel = "ID", description = "The tenant.")
  private String id;

  @Mixin private SettingsOptions options;

  @Option(
      names = "--force",
      description = "Also when the address lists would shut you out where you are.")
  private boolean force;

  @Mixin private OutputOptions output;

  /** Path of a tenant's settings. */
  static String path(String id) {
    return TenantCommand.of(id) + "/settings";
  }

  @Override
  public void run() {
    JsonNode settings = change(Access.system().administrator(), id, options, force);
    output.showOne(settings, id, SettingsTable.of(id, settings));
  }

  /** Puts the changes on top of whatever is there, again if somebody was faster. */
  static JsonNode change(MeshClient mesh, String id, SettingsOptions options, boolean force) {
    for (int attempt = 1; ; attempt++) {
      MeshClient.Tagged seen = mesh.getTagged(path(id));
      try {
        return mesh.put(
            path(id) + (force ? "?force=true" : ""), options.apply(seen.body()), seen.tag());
      } catch (ProblemFailure failure) {
        if (failure.status() != CHANGED_MEANWHILE || attempt == TRIES) throw failure;
      }
    }
  }
}
