package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the firewall and the balancer are made of, on the host or unpacked in the data folder.
 *
 * @param nginx the web server
 * @param streamModule what lets it share out connections of any kind
 * @param module ModSecurity for it
 * @param rules folder of the OWASP Core Rule Set
 * @param unicode ModSecurity's table of look-alikes
 * @param mtail the program that counts lines of logs
 * @param libraries where libraries lie that the host has not, as a search path; empty if there are none
 */
record WafPrograms(Path nginx, Path streamModule, Path module, Path rules, Path unicode, Path mtail, String libraries) {
  static final List<String> PLACES =
      List.of(
          "/usr/sbin/nginx",
          "/usr/lib/nginx/modules/ngx_stream_module.so",
          "/usr/lib/nginx/modules/ngx_http_modsecurity_module.so",
          "/usr/share/modsecurity-crs/rules",
          "/usr/share/nginx/docs/modsecurity/unicode.mapping",
          "/usr/bin/mtail");

  /** Finds them, fetched first where they are missing. */
  static WafPrograms ensure(DataFolder data, Terminal terminal) throws IOException, InterruptedException {
    if (find(data).isEmpty()) new WafPackages(data, terminal).fetch();
    return find(data)
        .orElseThrow(
            () ->
                new StartFailure(
                    "the packages of firewall and balancer lack one of " + String.join(", ", PLACES),
                    List.of(),
                    "Remove " + data.root().resolve("waf") + " and try again."));
  }

  /** Those that are there; empty when one is missing. */
  static Optional<WafPrograms> find(DataFolder data) throws IOException {
    Path unpacked = WafPackages.root(data);
    List<Path> found = PLACES.stream().map(place -> place(unpacked, place)).filter(Files::exists).toList();
    if (found.size() < PLACES.size()) return Optional.empty();
    return Optional.of(
        new WafPrograms(
            found.get(0), found.get(1), found.get(2), found.get(3), found.get(4), found.get(5), libraries(unpacked)));
  }

  /** What their processes get beside the environment of this one. */
  Map<String, String> environment() {
    return libraries.isEmpty() ? Map.of() : Map.of("LD_LIBRARY_PATH", libraries);
  }

  private static Path place(Path unpacked, String place) {
    Path own = unpacked.resolve(place.substring(1));
    return Files.exists(own) ? own : Path.of(place);
  }

  /** The folders of the machine's architecture, such as {@code usr/lib/x86_64-linux-gnu}. */
  private static String libraries(Path unpacked) throws IOException {
    Path folder = unpacked.resolve("usr/lib");
    if (!Files.isDirectory(folder)) return "";
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(path -> path.getFileName().toString().contains("-linux-"))
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
