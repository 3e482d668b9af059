package dev.missionmesh.cli.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One of the mesh's own services. */
final class ServicePart extends RecordedPart<JavaProcess> {
  private final String service;
  private final int port;
  private final Map<String, String> environment;

  /**
   * A process of a service.
   *
   * @param name the process' own name
   * @param environment its whole configuration, the port with it
   */
  ServicePart(DataFolder data, Project project, String service, String name, Map<String, String> environment) {
    super(new JavaProcess(data, name, project.service(service)));
    this.service = service;
    this.port = Integer.parseInt(environment.get(ServiceEnvironment.PORT));
    this.environment = environment;
  }

  String service() {
    return service;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public boolean isReady() {
    return Probe.isReady(port) && process.listensOn(port);
  }

  /** True when a process started as one is also right as the other. */
  boolean isStartedLike(ServicePart other) {
    return environment.equals(other.environment);
  }

  @Override
  public ProcessHandle start() throws IOException {
    return process.start(List.of(), environment);
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop();
  }
}
