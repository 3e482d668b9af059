package dev.missionmesh.cli.secrets;

import picocli.CommandLine.Command;

/** {@code mesh secrets}: what the parts of the mesh on this machine let one another in by. */
@Command(
    name = "secrets",
    description = "Rotates the passwords and signing keys inside the mesh on this machine.",
    subcommands = {RotateSecrets.class})
public final class SecretsCommand {}
