package dev.missionmesh.gateway.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks what a host name stands for. */
public interface HostResolver {
  /** All addresses of the name, at least one. May block for seconds. */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
