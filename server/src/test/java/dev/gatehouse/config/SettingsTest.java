package dev.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final List<String> EVERY_KEY =
      List.of(
          "http.port=1",
          "http.bind=::1",
          "http.management.port=2",
          "http.management.bind=127.0.0.2",
          "tls.mode=files",
          "tls.certificate.file=/etc/chain",
          "tls.key.file=/etc/tls",
          "tls.management=on",
          "public-url=https://id.example.com/",
          "database.url=jdbc:postgresql://db/g",
          "database.start-wait=3s",
          "regions=eu-west-1, us-gov-west-1",
          "account-id=123456789012",
          "issuer=aws",
          "domain-suffix=id.example.com",
          "master-key.file=/etc/key",
          "cache.stale-max=0",
          "http.header-max=8KiB",
          "http.request-deadline=300ms",
          "http.idle-max=2h",
          "http.connections-max=3",
          "http.connections-per-address-max=4",
          "http.concurrency-max=5",
          "http.wait-max=250ms",
          "http.drain-timeout=6s",
          "http.trusted-proxies=10.0.0.7,2001:db8::/32",
          "throttle.wrong-secrets.count=7",
          "throttle.wrong-secrets.window=8m",
          "throttle.requests-per-second=9",
          "throttle.requests-per-second-per-address=11",
          "throttle.wrong-guesses.count=14",
          "throttle.wrong-guesses.window=15m",
          "throttle.messages-per-recipient=12",
          "throttle.messages-per-address=13",
          "messages.delivery=both",
          "messages.keep=12d",
          "smtp.host=mail.example.com",
          "smtp.port=2525",
          "smtp.security=tls",
          "smtp.authority.file=/etc/ca",
          "smtp.user=gatehouse",
          "smtp.password.file=/etc/smtp",
          "smtp.from=no-reply@example.com",
          "smtp.from-domains=example.org,example.net",
          "smtp.timeout=13s",
          "sms.webhook.url=https://sms.example.com/send?to=all",
          "sms.webhook.secret.file=/etc/sms",
          "sms.webhook.timeout=14s",
          "console.idle=5m",
          "console.session-max=8h",
          "console.step-up=7m",
          "log.format=json",
          "log.level=debug",
          "log.access=true",
          "request-log.entries=18",
          "audit.retention=19d",
          "metrics.clients-max=10",
          "metrics.history=false",
          "otel.endpoint=http://localhost:4318/v1/metrics",
          "otel.interval=11s",
          "dev=true",
          "dev-allow-remote=true");

  private static Settings settings(String... assignments) {
    return Settings.of(SettingsReader.read(Optional.empty(), Map.of(), List.of(assignments)));
  }

  @Test
  void every_default_is_the_documented_one() {
    assertThat(settings())
        .isEqualTo(
            new Settings(
                new Settings.Listener("127.0.0.1", 9229),
                Optional.of(new Settings.Listener("127.0.0.1", 9230)),
                new Settings.Tls(Optional.empty(), false),
                new Settings.Limits(
                    16_384,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    10_000,
                    2_000,
                    2_000,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    List.of()),
                new Settings.Naming(
                    Optional.empty(),
                    IssuerMode.PUBLIC_URL,
                    List.of("us-east-1"),
                    "000000000000",
                    "localhost"),
                Optional.empty(),
                Duration.ofMinutes(5),
                Optional.empty(),
                Duration.ofMinutes(10),
                new Settings.Throttle(
                    20,
                    Duration.ofMinutes(1),
                    0,
                    0,
                    new Settings.OfUsers(100, Duration.ofMinutes(10), 20, 300)),
                new MessageSettings(
                    MessageDelivery.DELIVER,
                    Duration.ofDays(7),
                    Optional.empty(),
                    Optional.empty()),
                new Settings.Console(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ZERO),
                new Settings.Log(LogFormat.AUTO, LogLevel.INFO, false, 1_000),
                new Settings.Metrics(1_000, true, Optional.empty(), Duration.ofMinutes(1)),
                Duration.ofDays(90),
                false));
  }

  @Test
  void every_key_reaches_its_setting() {
    assertThat(EVERY_KEY.stream().map(text -> text.split("=", 2)[0]).toList())
        .isEqualTo(SettingKey.all().stream().map(SettingKey::name).toList());
    assertThat(settings(EVERY_KEY.toArray(String[]::new)))
        .isEqualTo(
            new Settings(
                new Settings.Listener("::1", 1),
                Optional.of(new Settings.Listener("127.0.0.2", 2)),
                new Settings.Tls(
                    Optional.of(
                        new Settings.Certificate.Files(Path.of("/etc/chain"), Path.of("/etc/tls"))),
                    true),
                new Settings.Limits(
                    8_192,
                    Duration.ofMillis(300),
                    Duration.ofHours(2),
                    3,
                    4,
                    5,
                    Duration.ofMillis(250),
                    Duration.ofSeconds(6),
                    List.of(
                        AddressBlock.of(InetAddress.ofLiteral("10.0.0.7")),
                        AddressBlock.parse("2001:db8::/32").orElseThrow())),
                new Settings.Naming(
                    Optional.of(URI.create("https://id.example.com")),
                    IssuerMode.AWS,
                    List.of("eu-west-1", "us-gov-west-1"),
                    "123456789012",
                    "id.example.com"),
                Optional.of(new DatabaseUrl("jdbc:postgresql://db/g")),
                Duration.ofSeconds(3),
                Optional.of(Path.of("/etc/key")),
                Duration.ZERO,
                new Settings.Throttle(
                    7,
                    Duration.ofMinutes(8),
                    9,
                    11,
                    new Settings.OfUsers(14, Duration.ofMinutes(15), 12, 13)),
                new MessageSettings(
                    MessageDelivery.BOTH,
                    Duration.ofDays(12),
                    Optional.of(
                        new MessageSettings.Smtp(
                            "mail.example.com",
                            2525,
                            SmtpSecurity.TLS,
                            Optional.of(
                                new MessageSettings.Login("gatehouse", Path.of("/etc/smtp"))),
                            "no-reply@example.com",
                            List.of("example.org", "example.net"),
                            Optional.of(Path.of("/etc/ca")),
                            Duration.ofSeconds(13))),
                    Optional.of(
                        new MessageSettings.Sms(
                            URI.create("https://sms.example.com/send?to=all"),
                            Path.of("/etc/sms"),
                            Duration.ofSeconds(14)))),
                new Settings.Console(
                    Duration.ofMinutes(5), Duration.ofHours(8), Duration.ofMinutes(7)),
                new Settings.Log(LogFormat.JSON, LogLevel.DEBUG, true, 18),
                new Settings.Metrics(
                    10,
                    false,
                    Optional.of(URI.create("http://localhost:4318/v1/metrics")),
                    Duration.ofSeconds(11)),
                Duration.ofDays(19),
                true));
  }

  @Test
  void each_key_alone_changes_the_settings() {
    var samples = new ArrayList<String>();
    for (var key : SettingKey.all()) {
      // Alone, this one only lifts a refusal: see the test of dev mode. Those of TLS, and those of
      // mail server and webhook, need each other.
      if (!key.equals(SettingKey.DEV_ALLOW_REMOTE)
          && (!key.name().startsWith("tls.") || key.equals(SettingKey.TLS_MODE))
          && !key.name().startsWith("sm")) {
        samples.add(key.name() + "=" + sample(key));
      }
    }
    assertThat(samples).allSatisfy(sample -> assertThat(settings(sample)).isNotEqualTo(settings()));
  }

  private static String sample(SettingKey<?> key) {
    if (key.equals(SettingKey.METRICS_HISTORY)) {
      return "false"; // The one that is on by itself.
    }
    var candidates =
        List.of(
            "17",
            "17s",
            "17KiB",
            "true",
            "123456789012",
            "eu-west-1",
            "aws",
            "dev",
            "json",
            "debug",
            "both");
    var more =
        List.of("127.0.0.9", "https://a.example", "jdbc:postgresql://db/g", "a.example", "/key");
    return java.util.stream.Stream.concat(more.stream(), candidates.stream())
        .filter(text -> key.type().parser().apply(text).isPresent())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void dev_mode_has_one_listener_unless_a_port_says_otherwise() {
    assertThat(settings("dev=true").management()).isEmpty();
    assertThat(settings("dev=true", "http.port=7", "http.management.port=7").management())
        .isEmpty();
    assertThat(settings("dev=true", "http.management.port=7").management())
        .contains(new Settings.Listener("127.0.0.1", 7));
  }

  @Test
  void strict_mode_refuses_one_port_for_both_listeners() {
    assertThatThrownBy(() -> settings("http.port=9230"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "http.management.port and http.port are both 9230; in strict mode the management"
                + " listener needs a port of its own");
    assertThat(settings("http.port=0", "http.management.port=0").management())
        .contains(new Settings.Listener("127.0.0.1", 0));
  }

  @Test
  void dev_mode_listens_on_loopback_unless_told_otherwise() {
    assertThatThrownBy(() -> settings("dev=true", "http.bind=0.0.0.0"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting http.bind: dev mode does not listen on 0.0.0.0 (from the command line),"
                + " because anybody who reaches it is an administrator; it must be a loopback"
                + " address, or dev-allow-remote true");
    assertThatThrownBy(
            () -> settings("dev=true", "http.management.port=7", "http.management.bind=::"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("setting http.management.bind: dev mode does not listen on ::");
    assertThat(settings("dev=true", "http.bind=0.0.0.0", "dev-allow-remote=true").publicListener())
        .isEqualTo(new Settings.Listener("0.0.0.0", 9229));
    assertThat(settings("http.bind=0.0.0.0").dev()).isFalse();
    assertThat(settings("dev=true", "http.bind=127.8.8.8").dev()).isTrue();
    assertThat(settings("dev=true", "http.bind=localhost").dev()).isTrue();
  }

  @Test
  void ui_07_a_second_proof_is_asked_for_by_default_where_others_reach_the_console() {
    assertThat(stepUp("http.management.bind=10.0.0.1")).isEqualTo(Duration.ofMinutes(10));
    assertThat(stepUp("http.bind=10.0.0.1")).isEqualTo(Duration.ZERO);
    assertThat(stepUp("dev=true", "dev-allow-remote=true", "http.bind=10.0.0.1"))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(stepUp("http.trusted-proxies=127.0.0.1")).isEqualTo(Duration.ofMinutes(10));
    assertThat(stepUp("http.trusted-proxies=127.0.0.1", "console.step-up=0"))
        .isEqualTo(Duration.ZERO);
    assertThat(stepUp("http.management.bind=10.0.0.1", "console.step-up=0"))
        .isEqualTo(Duration.ZERO);
    assertThat(stepUp("console.step-up=3m")).isEqualTo(Duration.ofMinutes(3));
  }

  private static Duration stepUp(String... settings) {
    return settings(settings).console().stepUp();
  }

  @Test
  void a_deadline_of_nothing_is_refused() {
    for (var key :
        List.of(
            "http.request-deadline",
            "http.idle-max",
            "throttle.wrong-secrets.window",
            "throttle.wrong-guesses.window")) {
      assertThatThrownBy(() -> settings(key + "=0"))
          .isInstanceOf(SettingsException.class)
          .hasMessage(
              "setting %s: 0 (from the command line) is not allowed; it must be longer", key);
    }
  }

  @Test
  void the_public_address_follows_the_port_until_it_is_set() {
    assertThat(settings().naming().publicUrl(4711, false)).isEqualTo("http://localhost:4711");
    assertThat(settings().naming().publicUrl(4711, true)).isEqualTo("https://localhost:4711");
    assertThat(settings("public-url=https://id.example.com/auth/").naming().publicUrl(4711, false))
        .isEqualTo("https://id.example.com/auth");
  }

  @Test
  void tls_is_on_where_files_are_named_or_the_local_authority_is_asked_for() {
    var named = List.of("tls.certificate.file=/chain", "tls.key.file=/key");
    var files = new Settings.Certificate.Files(Path.of("/chain"), Path.of("/key"));
    assertThat(settings(named.getFirst(), named.getLast()).tls())
        .isEqualTo(new Settings.Tls(Optional.of(files), false));
    assertThat(settings(named.getFirst(), named.getLast(), "http.management.bind=0.0.0.0").tls())
        .isEqualTo(new Settings.Tls(Optional.of(files), true));
    assertThat(
            settings(
                    named.getFirst(),
                    named.getLast(),
                    "http.management.bind=0.0.0.0",
                    "tls.management=off")
                .tls())
        .isEqualTo(new Settings.Tls(Optional.of(files), false));
    assertThat(settings("tls.mode=dev").tls())
        .isEqualTo(new Settings.Tls(Optional.of(new Settings.Certificate.Local()), false));
    assertThat(settings("tls.mode=off").tls()).isEqualTo(new Settings.Tls(Optional.empty(), false));
  }

  @Test
  void settings_of_tls_that_contradict_each_other_are_refused() {
    for (var half : List.of("tls.key.file=/key", "tls.mode=files")) {
      assertThatThrownBy(() -> settings(half))
          .isInstanceOf(SettingsException.class)
          .hasMessage("TLS needs both tls.certificate.file and tls.key.file; the first is missing");
    }
    assertThatThrownBy(() -> settings("tls.certificate.file=/chain"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("TLS needs both tls.certificate.file and tls.key.file; the second is missing");
    assertThatThrownBy(() -> settings("tls.mode=dev", "tls.key.file=/key"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("tls.mode is dev, and files are named; set one of the two");
    assertThatThrownBy(() -> settings("tls.management=on"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("tls.management is on, and there is no certificate: see tls.mode");
    assertThatThrownBy(() -> settings("tls.mode=dev", "public-url=http://id.example.com"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "public-url begins with http:// (from the command line), and the listener speaks TLS;"
                + " clients would find nobody there");
  }
}
