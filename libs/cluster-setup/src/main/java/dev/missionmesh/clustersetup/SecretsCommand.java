package dev.missionmesh.clustersetup;

import dev.missionmesh.cli.local.MeshSecrets;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the keys and passwords that are missing. What is there is kept, so that an upgrade changes none. */
@Command(name = "secrets")
final class SecretsCommand implements Callable<Integer> {
  @Mixin SecretNames names;

  @Override
  public Integer call() throws IOException {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      int written = ensure(client, Files.createTempDirectory("secrets"));
      System.out.println(written == 0 ? "All secrets are there." : written + " secrets were made or completed.");
    }
    return 0;
  }

  /** How many Secrets were made or completed. */
  int ensure(KubernetesClient client, Path folder) throws IOException {
    var store = new ClusterSecrets(client, names);
    var layout = new SecretLayout(folder);
    for (String kind : SecretLayout.KINDS) layout.take(kind, store.read(kind));
    MeshSecrets.ensure(folder);
    int written = 0;
    for (String kind : SecretLayout.KINDS) {
      if (store.complete(kind, layout.give(kind))) written++;
    }
    return written;
  }
}
