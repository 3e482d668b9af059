package dev.missionmesh.cli;

import dev.missionmesh.cli.audit.AuditCommand;
import dev.missionmesh.cli.backup.BackupCommand;
import dev.missionmesh.cli.backup.RestoreCommand;
import dev.missionmesh.cli.bench.BenchCommand;
import dev.missionmesh.cli.deadletters.DeadLettersCommand;
import dev.missionmesh.cli.diagnose.DiagnoseCommand;
import dev.missionmesh.cli.images.ImagesCommand;
import dev.missionmesh.cli.keys.KeyCommand;
import dev.missionmesh.cli.login.LoginCommand;
import dev.missionmesh.cli.login.LogoutCommand;
import dev.missionmesh.cli.mesh.DownCommand;
import dev.missionmesh.cli.mesh.RestartCommand;
import dev.missionmesh.cli.mesh.StatusCommand;
import dev.missionmesh.cli.mesh.UpCommand;
import dev.missionmesh.cli.missions.LogsCommand;
import dev.missionmesh.cli.missions.MissionsCommand;
import dev.missionmesh.cli.missions.RunCommand;
import dev.missionmesh.cli.missions.SubmitCommand;
import dev.missionmesh.cli.nodes.NodesCommand;
import dev.missionmesh.cli.policies.PolicyCommand;
import dev.missionmesh.cli.search.SearchCommand;
import dev.missionmesh.cli.secrets.SecretsCommand;
import dev.missionmesh.cli.tenants.TenantCommand;
import dev.missionmesh.cli.webhooks.WebhookCommand;
import java.util.List;
import java.util.Set;

/** Top-level commands by name. A class is loaded only when its name is asked for: that keeps start-up short. */
final class Commands {
  /** In the order in which help lists them. */
  static final List<String> NAMES =
      List.of(
          "up", "down", "restart", "status", "login", "logout", "run", "submit", "missions", "logs", "search", "audit", "dead-letters", "nodes", "policy",
          "tenant", "key", "webhook", "secrets", "backup", "restore", "images", "bench", "diagnose");

  /** What follows the first word that is no option belongs to the mission, not to {@code mesh}. */
  static final Set<String> TAKE_A_COMMAND = Set.of("run", "submit", "bench", "images");

  private Commands() {}

  static Object create(String name) {
    return switch (name) {
      case "up" -> new UpCommand();
      case "down" -> new DownCommand();
      case "restart" -> new RestartCommand();
      case "status" -> new StatusCommand();
      case "login" -> new LoginCommand();
      case "logout" -> new LogoutCommand();
      case "run" -> new RunCommand();
      case "submit" -> new SubmitCommand();
      case "missions" -> new MissionsCommand();
      case "logs" -> new LogsCommand();
      case "search" -> new SearchCommand();
      case "audit" -> new AuditCommand();
      case "dead-letters" -> new DeadLettersCommand();
      case "nodes" -> new NodesCommand();
      case "policy" -> new PolicyCommand();
      case "tenant" -> new TenantCommand();
      case "key" -> new KeyCommand();
      case "webhook" -> new WebhookCommand();
      case "secrets" -> new SecretsCommand();
      case "backup" -> new BackupCommand();
      case "restore" -> new RestoreCommand();
      case "images" -> new ImagesCommand();
      case "bench" -> new BenchCommand();
      case "diagnose" -> new DiagnoseCommand();
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }
}
