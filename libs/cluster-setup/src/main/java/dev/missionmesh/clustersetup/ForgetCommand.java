package dev.missionmesh.clustersetup;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes the keys and passwords of a release that is gone. */
@Command(name = "forget")
final class ForgetCommand implements Callable<Integer> {
  @Mixin SecretNames names;

  @Override
  public Integer call() {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      new ClusterSecrets(client, names).delete();
    }
    return 0;
  }
}
