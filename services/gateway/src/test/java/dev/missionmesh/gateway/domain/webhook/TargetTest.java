package dev.missionmesh.gateway.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.gateway.application.webhook.AddressGuard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private static final TargetRules STRICT = TargetRules.of(false, List.of("443"));
  private static final TargetRules ANY_PORT = TargetRules.of(true, List.of("1-65535"));
  private static final AddressGuard GUARD = new AddressGuard(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.com/",
        "ftp://hooks.example.com/",
        "file:///etc/passwd",
        "gopher://hooks.example.com/",
        "//hooks.example.com/",
        "hooks.example.com",
        "https:hooks.example.com",
        "https:///path",
        "https://",
        "HTTPS://hooks.example.com/",
        "https://user@hooks.example.com/",
        "https://user:pass@hooks.example.com/",
        "https://hooks.example.com@127.0.0.1/",
        "https://hooks.example.com#@127.0.0.1/",
        "https://hooks.example.com/#part",
        "https://hooks.example.com:22/",
        "https://hooks.example.com:8443/",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:443443/",
        "https://hooks.example.com:-1/",
        "https://hooks.example.com./",
        "https://.example.com/",
        "https://-a.example.com/",
        "https://a_b.example.com/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://127.0.0.01/",
        "https://127.0.0.1./",
        "https://256.0.0.1/",
        "https://1.2.3.4.5/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[::127.0.0.1]/",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[1::2::3]/",
        "https://①②⑦.⓪.⓪.①/",
        "https://127。0。0。1/",
        "https://exämple.com/",
        "https://hooks.example.com\\@127.0.0.1/",
        "https://hooks.example.com /",
        " https://hooks.example.com/",
        "https://hooks.example.com/\n",
        "https://hooks.example.com/\r\nHost: x",
        "https://%31%32%37.0.0.1/",
        "https://hooks.example.com/%zz",
        "https://localhost:80:443/",
      })
  void refusesWhatIsNotOnePlainSpellingOfAnAllowedPlace(String url) {
    assertThatThrownBy(() -> Target.parse(url, STRICT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://100.64.0.1/",
        "http://100.127.255.254/",
        "http://127.0.0.1/",
        "http://127.255.255.254/",
        "http://169.254.169.254/latest/meta-data/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.0.0.192/",
        "http://192.0.2.1/",
        "http://192.88.99.1/",
        "http://192.168.1.1/",
        "http://198.18.0.1/",
        "http://198.51.100.7/",
        "http://203.0.113.9/",
        "http://224.0.0.1/",
        "http://239.255.255.250/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://[::]/",
        "http://[::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::1]/",
        "http://[100::1]/",
        "http://[2001::1]/",
        "http://[2001:db8::1]/",
        "http://[2002:7f00:1::]/",
        "http://[3fff::1]/",
        "http://[5f00::1]/",
        "http://[fc00::1]/",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
      })
  void refusesAddressesThatAreNotPublic(String url) {
    Target target = Target.parse(url, ANY_PORT);

    assertThat(target.literal()).isPresent();
    assertThat(GUARD.admits(target.literal().get())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.com,            true,  hooks.example.com, 443,  /",
    "https://HOOKS.Example.com:443/a?b=c,  true,  hooks.example.com, 443,  /a?b=c",
    "http://h:8080/x%20y,                  false, h,                 8080, /x%20y",
    "https://xn--exmple-cua.com/?q,        true,  xn--exmple-cua.com, 443, /?q",
    "https://8.8.8.8/,                     true,  8.8.8.8,           443,  /",
    "https://[2606:4700::1111]/,           true,  2606:4700::1111,   443,  /",
  })
  void readsAPlainUrl(String url, boolean tls, String host, int port, String rest) {
    Target target = Target.parse(url, ANY_PORT);

    assertThat(target.tls()).isEqualTo(tls);
    assertThat(target.host()).isEqualTo(host);
    assertThat(target.port()).isEqualTo(port);
    assertThat(target.pathAndQuery()).isEqualTo(rest);
    assertThat(target.literal().stream()).allMatch(GUARD::admits);
  }

  @Test
  void admitsANetworkThatIsNamedAndNothingBesideIt() {
    AddressGuard guard = new AddressGuard(List.of("10.20.0.0/16", "::1/128"));

    assertThat(guard.admits(address("http://10.20.255.1/"))).isTrue();
    assertThat(guard.admits(address("http://[::1]/"))).isTrue();
    assertThat(guard.admits(address("http://10.21.0.1/"))).isFalse();
    assertThat(guard.admits(address("http://127.0.0.1/"))).isFalse();
  }

  private static java.net.InetAddress address(String url) {
    return Target.parse(url, ANY_PORT).literal().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "9-8", "a", "1-2-3", ""})
  void refusesWhatIsNoRangeOfPorts(String ports) {
    assertThatThrownBy(() -> TargetRules.of(false, List.of(ports)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
