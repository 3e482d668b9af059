package dev.missionmesh.localkafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * How the one broker, which is also its own controller, is configured: both doors on 127.0.0.1 and
 * both asking for a password, nothing allowed that no rule allows, no topic made by accident.
 *
 * @param data folder of the log
 * @param port port of the broker's door
 * @param controllerPort port of the controller's door
 * @param credentials who may come in
 */
record BrokerSettings(Path data, int port, int controllerPort, Credentials credentials) {
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
        "bootstrap.servers", "127.0.0.1:" + port,
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

  private Map<String, String> doors() {
    return Map.ofEntries(
        Map.entry(
            "listeners",
            "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort)),
        Map.entry("advertised.listeners", "BROKER://127.0.0.1:" + port),
        Map.entry(
            "listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "BROKER"),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
        Map.entry("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512"),
        Map.entry("sasl.mechanism.controller.protocol", "PLAIN"),
        Map.entry("listener.name.broker.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
        Map.entry(
            "listener.name.broker.scram-sha-512.sasl.jaas.config",
            SCRAM.formatted(Credentials.ADMIN, credentials.admin())),
        Map.entry("listener.name.controller.sasl.enabled.mechanisms", "PLAIN"),
        Map.entry(
            "listener.name.controller.plain.sasl.jaas.config",
            PLAIN.formatted(Credentials.ADMIN, credentials.admin())));
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
