package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The balancer's configuration, in nginx's words. */
final class BalancerConfiguration {
  private final MeshState state;
  private final WafPrograms programs;
  private final Path folder;

  BalancerConfiguration(DataFolder data, MeshState state, WafPrograms programs) {
    this.state = state;
    this.programs = programs;
    this.folder = data.folder("state/" + BalancerPart.NAME);
  }

  Path folder() {
    return folder;
  }

  Path file() {
    return folder.resolve("nginx.conf");
  }

  /**
   * Writes the file.
   *
   * @param spared the process that gets no new connections; empty for none
   * @return true if it says something else than before
   */
  boolean write(String spared) throws IOException {
    String text = text(spared);
    if (Files.exists(file()) && Files.readString(file()).equals(text)) return false;
    DataFolder.writePrivate(file(), text);
    return true;
  }

  String text(String spared) {
    var text = new StringBuilder();
    text.append("load_module ").append(programs.streamModule()).append(";\n");
    text.append(
        """
        daemon off;
        worker_processes 1;
        pid nginx.pid;
        events { worker_connections 8192; }
        stream {
          proxy_connect_timeout 1s;
          # Live tails are silent for long, and end by themselves.
          proxy_timeout 1h;
        """);
    for (String service : state.layout().profile().services()) {
      text.append("  upstream ").append(service).append(" {\n    zone ").append(service).append(" 64k;\n");
      for (String replica : state.layout().replicasOf(service)) {
        String down = replica.equals(spared) ? " down" : "";
        text.append("    server 127.0.0.1:%d max_fails=1 fail_timeout=1s%s;\n".formatted(state.port(replica), down));
      }
      text.append("  }\n  server { listen 127.0.0.1:%d; proxy_pass %s; }\n".formatted(state.door(service), service));
    }
    return text.append("}\n").toString();
  }
}
