package dev.missionmesh.cli.tenants;

import picocli.CommandLine.Command;

@Command(
    name = "resume",
    description = "Opens the doors of a suspended tenant again.")
final class ResumeTenant extends TenantChange {
  @Override
  String operation() {
    return "resume";
  }
}
