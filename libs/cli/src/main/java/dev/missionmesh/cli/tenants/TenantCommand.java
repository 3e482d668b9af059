package dev.missionmesh.cli.tenants;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

/** {@code mesh tenant}: the units of isolation. */
@Command(
    name = "tenant",
    description = "Creates, lists, suspends and resumes tenants.",
    subcommands = {
      CreateTenant.class,
      ListTenants.class,
      SuspendTenant.class,
      ResumeTenant.class
    })
public final class TenantCommand {
  static final String PATH = "/api/v1/tenants";

  /** Path of one tenant. */
  static String of(String id) {
    return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
