package dev.missionmesh.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/** Chooses ports of 127.0.0.1, below those that the system gives to outgoing connections. */
final class Ports {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int GATEWAY = 7080;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** {@code remembered} with a port added for each process that has none. */
  static Map<String, Integer> complete(Map<String, Integer> remembered, Iterable<String> names) {
    var ports = new TreeMap<>(remembered);
    for (String name : names) {
      if (!ports.containsKey(name)) ports.put(name, choose(name, ports));
    }
    return ports;
  }

  /** {@code ports} with another port for one process. */
  static Map<String, Integer> replace(Map<String, Integer> ports, String name) {
    var changed = new TreeMap<>(ports);
    changed.put(name, choose(name, ports));
    return changed;
  }

  /** True when nobody listens on the port. */
  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int choose(String name, Map<String, Integer> taken) {
    if (name.equals("gateway") && !taken.containsValue(GATEWAY) && isFree(GATEWAY)) return GATEWAY;
    while (true) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST);
      if (!taken.containsValue(port) && isFree(port)) return port;
    }
  }

  private Ports() {}
}
