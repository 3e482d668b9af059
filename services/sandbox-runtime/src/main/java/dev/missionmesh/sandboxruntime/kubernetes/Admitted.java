package dev.missionmesh.sandboxruntime.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares a Pod as the API server took it with the one that was asked for. */
final class Admitted {
  /** What was changed underway, by webhooks or quotas, that must not be; empty when nothing was. */
  static List<String> deviations(Pod asked, Pod admitted) {
    List<String> deviations = new ArrayList<>();
    PodSpec wanted = asked.getSpec();
    PodSpec is = admitted.getSpec();
    if (is.getContainers().size() != 1
        || !is.getInitContainers().isEmpty()
        || !is.getEphemeralContainers().isEmpty()) {
      deviations.add("containers were added");
      return deviations;
    }
    Container container = is.getContainers().getFirst();
    Container mission = wanted.getContainers().getFirst();
    Map<String, Quantity> limits = mission.getResources().getLimits();
    limits.forEach(
        (name, limit) ->
            same(deviations, name, limit, container.getResources().getLimits().get(name)));
    same(deviations, "image", mission.getImage(), container.getImage());
    same(deviations, "command", mission.getCommand(), container.getCommand());
    same(deviations, "environment", mission.getEnv(), container.getEnv());
    same(deviations, "mounts", mission.getVolumeMounts(), container.getVolumeMounts());
    privileges(deviations, mission.getSecurityContext(), container.getSecurityContext());
    user(deviations, wanted.getSecurityContext(), is.getSecurityContext());
    same(deviations, "host users", wanted.getHostUsers(), is.getHostUsers());
    same(deviations, "runtime class", wanted.getRuntimeClassName(), is.getRuntimeClassName());
    same(deviations, "deadline", wanted.getActiveDeadlineSeconds(), is.getActiveDeadlineSeconds());
    same(deviations, "account's token", false, is.getAutomountServiceAccountToken());
    for (Boolean host : new Boolean[] {is.getHostNetwork(), is.getHostPID(), is.getHostIPC()}) {
      same(deviations, "host's namespaces", false, Boolean.TRUE.equals(host));
    }
    return deviations;
  }

  /** What clusters add, such as SELinux labels, may be there beside it. */
  private static void privileges(
      List<String> deviations, SecurityContext wanted, SecurityContext is) {
    same(deviations, "privileged", wanted.getPrivileged(), is.getPrivileged());
    same(
        deviations,
        "escalation",
        wanted.getAllowPrivilegeEscalation(),
        is.getAllowPrivilegeEscalation());
    same(
        deviations,
        "read-only root",
        wanted.getReadOnlyRootFilesystem(),
        is.getReadOnlyRootFilesystem());
    same(deviations, "capabilities", wanted.getCapabilities(), is.getCapabilities());
    same(deviations, "seccomp", wanted.getSeccompProfile(), is.getSeccompProfile());
    same(deviations, "container's user", wanted.getRunAsUser(), is.getRunAsUser());
  }

  private static void user(
      List<String> deviations, PodSecurityContext wanted, PodSecurityContext is) {
    same(deviations, "not root", wanted.getRunAsNonRoot(), is.getRunAsNonRoot());
    same(deviations, "user", wanted.getRunAsUser(), is.getRunAsUser());
    same(deviations, "Pod's seccomp", wanted.getSeccompProfile(), is.getSeccompProfile());
  }

  private static void same(List<String> deviations, String name, Object wanted, Object is) {
    if (!Objects.equals(wanted, is)) {
      deviations.add(name + " is " + is + ", not " + wanted);
    }
  }

  private Admitted() {}
}
