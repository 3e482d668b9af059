package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.Limits;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Writes the Pod of an attempt. It keeps the Pod Security Standard "restricted". */
final class PodManifest {
  static final String CONTAINER = "mission";

  /** User in a Pod with a user namespace. */
  static final long USER = 1000;

  /** What the container's log may take on the disk of the cluster's node, beside the work space. */
  static final long LOG_ROOM = 64L << 20;

  private static final int OPEN_FILES = 4096;

  /** Of {@code start.sh}, which are of the same user. */
  private static final int OWN_PROCESSES = 12;

  private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(60);

  private final PodTerms terms;
  private final Duration startTimeout;

  PodManifest(PodTerms terms, Duration startTimeout) {
    this.terms = terms;
    this.startTimeout = startTimeout;
  }

  /**
   * @param secrets names of the Secrets with what the mission is
   */
  Pod pod(
      SandboxRequest request,
      String name,
      String nonce,
      String life,
      OwnerReference owner,
      List<String> secrets) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(Labels.of(life))
        .withAnnotations(Map.of(Labels.MISSION, request.missionId(), Labels.NONCE, nonce))
        .withOwnerReferences(owner)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withActiveDeadlineSeconds(deadline(request.timeout()))
        .withTerminationGracePeriodSeconds(1L)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withHostUsers(terms.userNamespaces() ? Boolean.FALSE : null)
        .withHostname("sandbox")
        .withDnsPolicy("None")
        .withNewDnsConfig()
        .withNameservers("127.0.0.1")
        .endDnsConfig()
        .withRuntimeClassName(terms.runtimeClass())
        .withNodeSelector(terms.nodeSelector())
        .withImagePullSecrets(terms.pullSecrets().stream().map(LocalObjectReference::new).toList())
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(user())
        .withRunAsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container(request))
        .withVolumes(
            new VolumeBuilder()
                .withName("mission")
                .withNewProjected()
                .withDefaultMode(0444)
                .withSources(
                    secrets.stream()
                        .map(
                            secret ->
                                new VolumeProjectionBuilder()
                                    .withNewSecret()
                                    .withName(secret)
                                    .endSecret()
                                    .build())
                        .toList())
                .endProjected()
                .build(),
            space("work", request.limits()),
            space("tmp", request.limits()))
        .endSpec()
        .build();
  }

  private Container container(SandboxRequest request) {
    Limits limits = request.limits();
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(terms.image())
        .withImagePullPolicy(terms.pullPolicy())
        .withCommand(
            "/bin/sh",
            "/mission/" + PodInput.START,
            Long.toString(Math.max(limits.logBytes(), limits.resultBytes())),
            Long.toString(Math.max(1, limits.diskBytes() / 512)),
            Integer.toString(OPEN_FILES),
            Integer.toString(limits.pids() + OWN_PROCESSES))
        .withWorkingDir("/work")
        .withResources(resources(limits))
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withPrivileged(false)
        .withReadOnlyRootFilesystem(true)
        .withRunAsNonRoot(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withVolumeMounts(mount("mission", true), mount("work", false), mount("tmp", false))
        .build();
  }

  private ResourceRequirements resources(Limits limits) {
    long millis = Math.max(1, Math.round(limits.cpus() * 1000));
    long disk = limits.diskBytes() + LOG_ROOM;
    return new ResourceRequirementsBuilder()
        .addToLimits("cpu", new Quantity(millis + "m"))
        .addToLimits("memory", bytes(limits.memoryBytes()))
        .addToLimits("ephemeral-storage", bytes(disk))
        .addToRequests("cpu", new Quantity(share(millis) + "m"))
        .addToRequests("memory", bytes(share(limits.memoryBytes())))
        .addToRequests("ephemeral-storage", bytes(share(disk)))
        .build();
  }

  private long share(long limit) {
    return Math.max(1, limit * terms.requestPercent() / 100);
  }

  private static Quantity bytes(long bytes) {
    return new Quantity(Long.toString(bytes));
  }

  private static Volume space(String name, Limits limits) {
    return new VolumeBuilder()
        .withName(name)
        .withEmptyDir(new EmptyDirVolumeSource(null, bytes(limits.diskBytes())))
        .build();
  }

  private static VolumeMount mount(String name, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(name)
        .withMountPath("/" + name)
        .withReadOnly(readOnly ? Boolean.TRUE : null)
        .build();
  }

  /** A user that no other Pod has, so that the kernel counts each one's processes by itself. */
  private long user() {
    return terms.userNamespaces()
        ? USER
        : (long) terms.uidBase() + ThreadLocalRandom.current().nextInt(1 << 28);
  }

  private long deadline(Duration timeout) {
    return timeout.plus(startTimeout).plus(AFTER_TIMEOUT).plusMillis(999).toSeconds();
  }
}
