package dev.missionmesh.cli.policies;

import picocli.CommandLine.Command;

/** {@code mesh policy}: the snapshots that decide. */
@Command(
    name = "policy",
    description = "Checks, publishes, lists and shows policy snapshots.",
    subcommands = {CheckPolicy.class, PublishPolicy.class, ListPolicies.class, GetPolicy.class})
public final class PolicyCommand {
  static final String PATH = "/api/v1/policies";
}
