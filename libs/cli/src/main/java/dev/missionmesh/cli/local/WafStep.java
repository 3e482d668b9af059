package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Terminal;
import java.util.Collection;

/** Starts the firewall once the gateway stands. */
final class WafStep {
  private static final int MOST_MOVES = 5;
  private final DataFolder data;
  private final Project project;
  private final Terminal terminal;

  WafStep(DataFolder data, Project project, Terminal terminal) {
    this.data = data;
    this.project = project;
    this.terminal = terminal;
  }

  /**
   * Starts what is not running and starts again what runs otherwise than it should; on other ports
   * where theirs are taken.
   *
   * @param only names of the parts wanted; empty means all
   * @return the parts with the ports they have at last
   */
  Parts start(Parts parts, Collection<String> only) throws Exception {
    if (parts.waf().isEmpty()) return parts;
    if (!only.isEmpty() && parts.waf().stream().noneMatch(part -> only.contains(part.name()))) return parts;
    for (int moves = 0; ; moves++) {
      try {
        for (Part part : parts.waf()) {
          if (part instanceof WafPart waf && waf.running().isPresent() && !waf.isUpToDate()) waf.stop();
          new Start(part, data, terminal).run();
        }
        return parts;
      } catch (PortTaken taken) {
        if (moves == MOST_MOVES) throw taken;
        parts = move(parts, taken.part());
      }
    }
  }

  private Parts move(Parts parts, String part) throws Exception {
    Parts moved = parts.withOtherPort(data, project, part);
    if (part.equals(WafPart.NAME)) moved = moved.withOtherPort(data, project, WafPart.READY);
    terminal.say(String.format("%-16s a port was taken by another program, trying others", part));
    moved.state().write(data);
    return moved;
  }
}
