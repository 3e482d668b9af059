package dev.missionmesh.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedHopsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=192.0.2.60;proto=http;by=203.0.113.43 | 192.0.2.60 | http",
        "for=192.0.2.43, for=198.51.100.17;proto=HTTPS | 192.0.2.43,198.51.100.17 | https",
        "For=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17 |",
        "for=unknown, for=\"_gazonk\" | -,- |",
        "proto=https;for=\"192.0.2.1:80\" | 192.0.2.1 | https",
        "for=\"192.0.2.1, for=10.0.0.1\" | - |",
        "for=192.0.2.1;proto=https,host=a | 192.0.2.1,- |",
        "for=192.0.2.1, | - |",
        "\"for=192.0.2.1 | - |",
        "for=\"::ffff:192.0.2.1\" | 192.0.2.1 |",
      })
  void readsForwarded(String header, String hops, String scheme) throws Exception {
    ForwardedHops read = ForwardedHops.of(List.of(header));

    assertThat(read.hops()).containsExactlyElementsOf(addresses(hops));
    assertThat(read.scheme()).isEqualTo(scheme);
  }

  @Test
  void readsTheOlderHeadersOverSeveralLines() throws Exception {
    ForwardedHops read =
        ForwardedHops.of(
            List.of("203.0.113.9, ::1", "[2001:db8::1]:80", "x, 1.2.3.4:5"), List.of("http, https"));

    assertThat(read.hops())
        .containsExactlyElementsOf(addresses("203.0.113.9,::1,2001:db8::1,-,1.2.3.4"));
    assertThat(read.scheme()).isEqualTo("https");
  }

  @Test
  void knowsNothingWhenNothingIsSaid() {
    assertThat(ForwardedHops.of(List.of()).hops()).isEmpty();
    assertThat(ForwardedHops.of(List.of(), List.of()).hops()).isEmpty();
    assertThat(ForwardedHops.of(List.of(), List.of()).scheme()).isNull();
  }

  private static List<InetAddress> addresses(String list) throws Exception {
    List<InetAddress> addresses = new java.util.ArrayList<>();
    for (String text : list.split(",")) {
      addresses.add(text.equals("-") ? null : InetAddress.getByName(text));
    }
    return addresses;
  }
}
