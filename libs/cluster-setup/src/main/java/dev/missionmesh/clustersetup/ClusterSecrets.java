package dev.missionmesh.clustersetup;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The mesh's Secrets in a cluster. Those that somebody else has made are completed, and never deleted. */
final class ClusterSecrets {
  private static final String MADE_BY = "app.kubernetes.io/created-by";
  private static final String US = "missionmesh-setup";
  private static final String INSTANCE = "app.kubernetes.io/instance";

  private final KubernetesClient client;
  private final SecretNames names;

  ClusterSecrets(KubernetesClient client, SecretNames names) {
    this.client = client;
    this.names = names;
  }

  /** Contents by key; empty where there is no such Secret. */
  Map<String, String> read(String kind) {
    Secret secret = secret(names.of(kind)).get();
    var contents = new TreeMap<String, String>();
    if (secret != null && secret.getData() != null) {
      secret.getData().forEach((key, value) -> contents.put(key, decoded(value)));
    }
    return contents;
  }

  /**
   * Gives a Secret these contents. Other keys that it has stay.
   *
   * @return whether anything was written
   */
  boolean complete(String kind, Map<String, String> contents) {
    String name = names.of(kind);
    Secret present = secret(name).get();
    var data = new TreeMap<String, String>();
    contents.forEach((key, value) -> data.put(key, encoded(value)));
    if (present == null) {
      client.secrets().inNamespace(names.namespace).resource(fresh(name, data)).create();
      return true;
    }
    if (present.getData() != null) present.getData().forEach(data::putIfAbsent);
    if (data.equals(present.getData())) return false;
    // Carries the version that was read: whoever changed it meanwhile makes this fail, and the Job try again.
    present.setData(data);
    client.secrets().inNamespace(names.namespace).resource(present).update();
    return true;
  }

  /** Deletes what {@link #complete} has made for this release. */
  void delete() {
    for (String name : names.all()) {
      Secret secret = secret(name).get();
      if (secret != null && isOurs(secret)) secret(name).delete();
    }
  }

  private boolean isOurs(Secret secret) {
    Map<String, String> labels = secret.getMetadata().getLabels();
    return labels != null && US.equals(labels.get(MADE_BY)) && names.instance.equals(labels.get(INSTANCE));
  }

  private Secret fresh(String name, Map<String, String> data) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(names.namespace)
        .addToLabels("app.kubernetes.io/part-of", "missionmesh")
        .addToLabels(INSTANCE, names.instance)
        .addToLabels(MADE_BY, US)
        .endMetadata()
        .withType("Opaque")
        .withData(data)
        .build();
  }

  private Resource<Secret> secret(String name) {
    return client.secrets().inNamespace(names.namespace).withName(name);
  }

  private static String decoded(String value) {
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}
