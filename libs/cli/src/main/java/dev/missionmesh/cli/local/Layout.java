package dev.missionmesh.cli.local;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a mesh on this machine is made of.
 *
 * @param profile which services
 * @param waf the firewall before the gateway
 * @param replicas how many processes each service has, at least 1; with more than one a balancer shares
 *     the connections out
 */
record Layout(Profile profile, WafMode waf, int replicas) {
  /** Of a mesh that nothing was said about. */
  static final Layout FIRST = new Layout(Profile.STANDARD, WafMode.OFF, 1);

  /** The service's processes by name: the first has the name of the service itself. */
  List<String> replicasOf(String service) {
    return IntStream.rangeClosed(1, replicas)
        .mapToObj(number -> number == 1 ? service : service + "-" + number)
        .toList();
  }

  boolean isBalanced() {
    return replicas > 1;
  }
}
