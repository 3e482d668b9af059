package dev.missionmesh.cli.nodes;

import picocli.CommandLine.Command;

/** {@code mesh nodes}: the machines that run missions. */
@Command(
    name = "nodes",
    description = "Shows the nodes that run missions.",
    subcommands = ListNodes.class)
public final class NodesCommand {}
