package dev.missionmesh.cli.tenants;

import picocli.CommandLine.Command;

/** {@code mesh tenant}: the units of isolation. */
@Command(
    name = "tenant",
    description = "Creates and lists tenants.",
    subcommands = {CreateTenant.class, ListTenants.class})
public final class TenantCommand {
  static final String PATH = "/api/v1/tenants";
}
