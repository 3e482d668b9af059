package dev.missionmesh.gateway.api;

import io.smallrye.common.net.Inet;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.InetAddress;

/** Where a request to one of the gateway's own resources comes from, as the door has found it. */
final class CallerAddress {
  private static final String HEADER = "x-client-address";

  /** The address; the door sets it on every request, whatever the client sent. */
  static InetAddress of(HttpHeaders headers) {
    return Inet.parseInetAddressOrFail(headers.getHeaderString(HEADER));
  }

  private CallerAddress() {}
}
