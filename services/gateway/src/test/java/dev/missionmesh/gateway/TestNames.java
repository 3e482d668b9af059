package dev.missionmesh.gateway;

import dev.missionmesh.gateway.delivery.HostResolver;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands where the name servers would. */
@Alternative
@Priority(1)
@Singleton
public class TestNames implements HostResolver {
  private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();

  void say(String name, String... addresses) {
    names.put(name, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    List<InetAddress> found = names.get(host);
    if (found == null) {
      throw new UnknownHostException(host);
    }
    return found;
  }
}
