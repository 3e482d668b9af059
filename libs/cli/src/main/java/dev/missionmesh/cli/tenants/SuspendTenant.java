package dev.missionmesh.cli.tenants;

import picocli.CommandLine.Command;

@Command(
    name = "suspend",
    description =
        "Suspends a tenant: its keys are refused within seconds and its waiting"
            + " missions do not start. Nothing is deleted.")
final class SuspendTenant extends TenantChange {
  @Override
  String operation() {
    return "suspend";
  }
}
