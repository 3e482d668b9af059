package dev.missionmesh.gateway.delivery;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks as the machine does: hosts file, then name servers. */
@DefaultBean
@Singleton
class SystemResolver implements HostResolver {
  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }
}
