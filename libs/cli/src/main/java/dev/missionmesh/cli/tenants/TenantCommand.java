package dev.missionmesh.cli.tenants;

import dev.missionmesh.cli.client.MeshClient;
import picocli.CommandLine.Command;

/** {@code mesh tenant}: the units of isolation. */
@Command(
    name = "tenant",
    description = "Creates, lists, equips, suspends, resumes, exports and deletes tenants.",
    subcommands = {
      CreateTenant.class,
      ListTenants.class,
      GetTenant.class,
      ShowSettings.class,
      ChangeSettings.class,
      SuspendTenant.class,
      ResumeTenant.class,
      ExportTenant.class,
      DeleteTenant.class
    })
public final class TenantCommand {
  static final String PATH = "/api/v1/tenants";

  /** Path of one tenant. */
  static String of(String id) {
    return PATH + "/" + MeshClient.encode(id);
  }
}
