package dev.missionmesh.cli.audit;

import picocli.CommandLine.Command;

/** {@code mesh audit}: the proof. */
@Command(
    name = "audit",
    description = "Exports the audit log, verifies an export offline, lists alerts, erases a subject's data.",
    subcommands = {ExportAudit.class, VerifyAudit.class, ListAlerts.class, EraseAudit.class})
public final class AuditCommand {}
