package dev.missionmesh.cli.audit;

import picocli.CommandLine.Command;

/** {@code mesh audit}: the proof. */
@Command(
    name = "audit",
    description = "Exports the audit log and verifies an export offline.",
    subcommands = {ExportAudit.class, VerifyAudit.class})
public final class AuditCommand {}
