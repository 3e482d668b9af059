package dev.missionmesh.cli.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the mesh's own services. */
final class ServicePart implements Part {
  private final String service;
  private final String name;
  private final int port;
  private final Map<String, String> environment;
  private final JavaProcess process;

  /**
   * A process of a service.
   *
   * @param name the process' own name
   * @param environment its whole configuration, the port with it
   */
  ServicePart(DataFolder data, Project project, String service, String name, Map<String, String> environment) {
    this.service = service;
    this.name = name;
    this.port = Integer.parseInt(environment.get(ServiceEnvironment.PORT));
    this.environment = environment;
    this.process = new JavaProcess(data, name, project.service(service));
  }

  @Override
  public String name() {
    return name;
  }

  String service() {
    return service;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public Optional<ProcessHandle> running() {
    return process.running();
  }

  @Override
  public boolean wasStarted() {
    return process.wasStarted();
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
