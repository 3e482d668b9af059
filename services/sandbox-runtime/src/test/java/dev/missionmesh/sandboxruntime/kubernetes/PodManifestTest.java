package dev.missionmesh.sandboxruntime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.Limits;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Pod of an attempt, held against the rules of the Pod Security Standard "restricted". */
class PodManifestTest {
  private static final Limits LIMITS = new Limits(1.5, 256L << 20, 1L << 30, 100, 8 << 20, 1 << 20);
  private static final SandboxRequest REQUEST =
      new SandboxRequest(
          "0190-m",
          7,
          List.of("curl", "secret-argument"),
          "secret-script".getBytes(StandardCharsets.UTF_8),
          Map.of("PASSWORD", "secret-value"),
          "secret-input".getBytes(StandardCharsets.UTF_8),
          Duration.ofSeconds(120),
          LIMITS);

  private static Pod pod(PodTerms terms) {
    return new PodManifest(terms, Duration.ofSeconds(30))
        .pod(
            REQUEST,
            "mm-0190-m-7",
            "n",
            "life",
            new OwnerReferenceBuilder().withKind("Lease").withName("life").withUid("u").build(),
            List.of("s-0", "s-1"));
  }

  private static final PodTerms TERMS =
      new PodTerms(
          "image:1",
          "Never",
          List.of("pull"),
          "gvisor",
          false,
          0x70000000,
          10,
          Map.of("disk", "ssd"));
  private static final PodSpec SPEC = pod(TERMS).getSpec();
  private static final Container CONTAINER = SPEC.getContainers().getFirst();

  @Test
  void everyRuleOfTheRestrictedStandardIsKept() {
    assertThat(SPEC.getHostNetwork()).isNotEqualTo(true);
    assertThat(SPEC.getHostPID()).isNotEqualTo(true);
    assertThat(SPEC.getHostIPC()).isNotEqualTo(true);
    assertThat(SPEC.getVolumes())
        .allSatisfy(
            volume ->
                assertThat(volume.getEmptyDir() != null || volume.getProjected() != null).isTrue())
        .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
    assertThat(CONTAINER.getPorts()).isEmpty();
    assertThat(CONTAINER.getSecurityContext().getPrivileged()).isFalse();
    assertThat(CONTAINER.getSecurityContext().getProcMount()).isNull();
    assertThat(CONTAINER.getSecurityContext().getSeLinuxOptions()).isNull();
    assertThat(CONTAINER.getSecurityContext().getAppArmorProfile()).isNull();
    assertThat(SPEC.getSecurityContext().getSysctls()).isEmpty();
    assertThat(CONTAINER.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(SPEC.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(CONTAINER.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(SPEC.getSecurityContext().getRunAsUser()).isBetween(0x70000000L, 0x7fffffffL);
    assertThat(SPEC.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(CONTAINER.getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    assertThat(CONTAINER.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(CONTAINER.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    assertThat(CONTAINER.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
  }

  @Test
  void nothingOfTheClusterIsGivenToIt() {
    assertThat(SPEC.getAutomountServiceAccountToken()).isFalse();
    assertThat(SPEC.getEnableServiceLinks()).isFalse();
    assertThat(SPEC.getServiceAccountName()).isNull();
    assertThat(CONTAINER.getEnv()).isEmpty();
    assertThat(CONTAINER.getEnvFrom()).isEmpty();
    assertThat(SPEC.getDnsPolicy()).isEqualTo("None");
    assertThat(SPEC.getInitContainers()).isEmpty();
  }

  @Test
  void itRunsOnceWithinItsLimits() {
    assertThat(SPEC.getRestartPolicy()).isEqualTo("Never");
    assertThat(SPEC.getActiveDeadlineSeconds()).isEqualTo(120 + 30 + 60);
    assertThat(CONTAINER.getResources().getLimits())
        .isEqualTo(
            Map.of(
                "cpu", new Quantity("1500m"),
                "memory", new Quantity("256Mi"),
                "ephemeral-storage", new Quantity("1088Mi")));
    assertThat(CONTAINER.getResources().getRequests())
        .containsEntry("cpu", new Quantity("150m"))
        .containsKeys("memory", "ephemeral-storage");
    assertThat(SPEC.getVolumes().get(1).getEmptyDir().getSizeLimit())
        .isEqualTo(new Quantity("1Gi"));
    assertThat(CONTAINER.getCommand())
        .containsExactly("/bin/sh", "/mission/start", "8388608", "2097152", "4096", "112");
  }

  @Test
  void whatIsConfiguredIsInIt() {
    assertThat(CONTAINER.getImage()).isEqualTo("image:1");
    assertThat(CONTAINER.getImagePullPolicy()).isEqualTo("Never");
    assertThat(SPEC.getImagePullSecrets())
        .singleElement()
        .hasFieldOrPropertyWithValue("name", "pull");
    assertThat(SPEC.getRuntimeClassName()).isEqualTo("gvisor");
    assertThat(SPEC.getNodeSelector()).isEqualTo(Map.of("disk", "ssd"));
    assertThat(SPEC.getHostUsers()).isNull();
    PodTerms own = new PodTerms("i", "Always", List.of(), null, true, 0x70000000, 10, Map.of());
    assertThat(pod(own).getSpec().getHostUsers()).isFalse();
    assertThat(pod(own).getSpec().getSecurityContext().getRunAsUser()).isEqualTo(1000);
  }

  @Test
  void nothingOfTheMissionStandsInThePod() {
    assertThat(Serialization.asYaml(pod(TERMS))).doesNotContain("secret-", "PASSWORD", "curl");
  }

  @Test
  void aPodThatWasChangedUnderwayIsNotedForEachChange() {
    Pod asked = pod(TERMS);
    assertThat(Admitted.deviations(asked, asked)).isEmpty();
    Pod defaulted =
        new PodBuilder(asked)
            .editSpec()
            .withServiceAccountName("default")
            .addNewToleration()
            .withKey("x")
            .endToleration()
            .editSecurityContext()
            .withNewSeLinuxOptions()
            .withLevel("s0")
            .endSeLinuxOptions()
            .withFsGroup(7L)
            .endSecurityContext()
            .endSpec()
            .build();
    assertThat(Admitted.deviations(asked, defaulted)).isEmpty();
    assertThat(
            Admitted.deviations(
                asked,
                new PodBuilder(asked)
                    .editSpec()
                    .addNewContainer()
                    .withName("proxy")
                    .endContainer()
                    .endSpec()
                    .build()))
        .hasSize(1);
    Pod less = new PodBuilder(asked).build();
    Container changed = less.getSpec().getContainers().getFirst();
    changed.getResources().setLimits(new HashMap<>(Map.of("cpu", new Quantity("9"))));
    changed.getSecurityContext().setPrivileged(true);
    changed.setImage("other");
    less.getSpec().setHostNetwork(true);
    less.getSpec().setAutomountServiceAccountToken(true);
    less.getSpec().setActiveDeadlineSeconds(null);
    less.getSpec().setRuntimeClassName(null);
    assertThat(Admitted.deviations(asked, less)).hasSize(9);
  }

  @Test
  void namesAreTheSameForTheSameAttemptOnly() {
    String id = "0190a1b2-0000-7000-8000-000000000000";
    assertThat(PodNames.pod(id, 1)).isEqualTo("mm-" + id + "-1");
    assertThat(PodNames.pod("M_1", 1))
        .matches("mm-[0-9a-f]{40}-1")
        .isEqualTo(PodNames.pod("M_1", 1));
    assertThat(PodNames.pod(id, Long.MAX_VALUE)).hasSizeLessThanOrEqualTo(63);
  }
}
