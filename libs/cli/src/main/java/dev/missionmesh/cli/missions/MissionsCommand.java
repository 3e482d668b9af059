package dev.missionmesh.cli.missions;

import picocli.CommandLine.Command;

/** {@code mesh missions}: looks after missions that were submitted. */
@Command(
    name = "missions",
    description = "Lists, shows, explains and cancels missions.",
    subcommands = {ListMissions.class, GetMission.class, CancelMissions.class, WhyMission.class})
public final class MissionsCommand {}
