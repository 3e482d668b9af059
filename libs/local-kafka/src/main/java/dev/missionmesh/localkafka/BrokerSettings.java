package dev.missionmesh.localkafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How the one broker, which is also its own controller, is configured: doors on 127.0.0.1 unless others are to reach it,
 * each asking for a password, nothing allowed that no rule allows, no topic made by accident.
 *
 * @param data folder of the log
 * @param port port of the broker's door
 * @param controllerPort port of the controller's door
 * @param credentials who may come in
 * @param publicHost where other machines find the broker, which then listens on every address; null keeps it to 127.0.0.1
 */
record BrokerSettings(
    Path data, int port, int controllerPort, Credentials credentials, @Nullable String publicHost) {
  private static final String SCRAM =
      "org.apache.kafka.common.security.scram.ScramLoginModule required "
          + "username=\"%1$s\" password=\"%2$s\";";
  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required "
          + "username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";";

  Path log() {
    return data.resolve("log");
  }

  Properties broker() {
    var p = new Properties();
    p.putAll(identity());
    p.putAll(doors());
    p.putAll(sizes());
    return p;
  }

  /** What an administration client needs to come in as the super user. */
  Map<String, Object> adminClient() {
    return Map.of(
        "bootstrap.servers", "127.0.0.1:" + localPort(),
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "SCRAM-SHA-512",
        "sasl.jaas.config", SCRAM.formatted(Credentials.ADMIN, credentials.admin()));
  }

  private Map<String, String> identity() {
    return Map.of(
        "process.roles", "broker,controller",
        "node.id", "1",
        "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
        "log.dirs", log().toString(),
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users", "User:" + Credentials.ADMIN,
        "allow.everyone.if.no.acl.found", "false",
        "auto.create.topics.enable", "false");
  }

  /** The port of the door that only this machine sees: its own administration does not go through the network. */
  private int localPort() {
    return publicHost == null ? port : controllerPort + 1;
  }

  private Map<String, String> doors() {
    var doors = new HashMap<String, String>();
    String controller = "CONTROLLER://127.0.0.1:" + controllerPort;
    String own = "BROKER://127.0.0.1:" + localPort();
    if (publicHost == null) {
      doors.put("listeners", own + "," + controller);
      doors.put("advertised.listeners", own);
      doors.put("listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
    } else {
      doors.put("listeners", own + ",PUBLIC://0.0.0.0:" + port + "," + controller);
      doors.put("advertised.listeners", own + ",PUBLIC://" + publicHost + ":" + port);
      doors.put(
          "listener.security.protocol.map",
          "BROKER:SASL_PLAINTEXT,PUBLIC:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
      doors.putAll(scram("public"));
    }
    doors.putAll(scram("broker"));
    doors.put("inter.broker.listener.name", "BROKER");
    doors.put("controller.listener.names", "CONTROLLER");
    doors.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    doors.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    doors.put("sasl.mechanism.controller.protocol", "PLAIN");
    doors.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
    doors.put(
        "listener.name.controller.plain.sasl.jaas.config",
        PLAIN.formatted(Credentials.ADMIN, credentials.admin()));
    return doors;
  }

  private Map<String, String> scram(String door) {
    String name = "listener.name." + door + ".";
    return Map.of(
        name + "sasl.enabled.mechanisms", "SCRAM-SHA-512",
        name + "scram-sha-512.sasl.jaas.config", SCRAM.formatted(Credentials.ADMIN, credentials.admin()));
  }

  /** One broker on one machine: no replicas to wait for, and little memory. */
  private static Map<String, String> sizes() {
    return Map.ofEntries(
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("background.threads", "2"),
        Map.entry("num.recovery.threads.per.data.dir", "2"),
        Map.entry("log.segment.bytes", Integer.toString(64 << 20)),
        Map.entry("log.index.size.max.bytes", Integer.toString(2 << 20)),
        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
        Map.entry("log.cleaner.io.buffer.size", Integer.toString(128 << 10)));
  }
}
