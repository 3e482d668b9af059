package dev.missionmesh.cli.client;

/**
 * One event of a {@code text/event-stream}.
 *
 * @param id the last id that the stream named, or null
 * @param name its event name, {@code message} when it has none
 * @param data its data lines joined by newlines
 */
public record ServerSentEvent(String id, String name, String data) {}
