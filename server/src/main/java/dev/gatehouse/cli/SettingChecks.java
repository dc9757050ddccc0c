package dev.gatehouse.cli;

import dev.gatehouse.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

/// What `gatehouse doctor` thinks of the settings that a server would start with here.
final class SettingChecks {
  private static final Duration STALE_LONG = Duration.ofHours(1);

  private final Checkup checkup;
  private final Settings settings;

  SettingChecks(Checkup checkup, Settings settings) {
    this.checkup = checkup;
    this.settings = settings;
  }

  /// Those that a careful operator would want to know of.
  void risks() {
    checkup.ok("mode", settings.dev() ? "dev" : "strict");
    if (settings.dev() && !settings.publicListener().isLoopback()) {
      checkup.warn(
          "settings",
          "dev mode listens on " + settings.publicListener().bind(),
          "anybody who reaches it is an administrator: use strict mode");
    }
    settings
        .management()
        .filter(listener -> !listener.isLoopback())
        .ifPresent(listener ->
            checkup.warn(
                "settings",
                "http.management.bind is " + listener.bind(),
                "let a firewall decide who reaches port " + listener.port()));
    if (!settings.dev() && settings.isInClear()) {
      checkup.warn(
          "settings",
          "plain http on " + settings.publicListener().bind(),
          "name a certificate (tls.certificate.file), or where a proxy ends TLS, an https public-url");
    }
    if (settings.throttle().wrongSecretsCount() == 0) {
      checkup.warn(
          "settings",
          "throttle.wrong-secrets.count is 0",
          "client secrets can be tried without end: set it");
    }
    if (settings.throttle().users().wrongGuessesCount() == 0) {
      checkup.warn(
          "settings",
          "throttle.wrong-guesses.count is 0",
          "one address can try a password with every name: set it");
    }
    if (settings.cacheStaleMax().compareTo(STALE_LONG) > 0) {
      checkup.warn(
          "settings",
          "cache.stale-max is longer than an hour",
          "a deleted client may get tokens so long while the database is away: shorten it");
    }
  }

  /// Whether a server could listen.
  void ports() {
    port(settings.publicListener());
    settings.management().ifPresent(this::port);
  }

  private void port(Settings.Listener listener) {
    var text = listener.bind() + ":" + listener.port();
    try (var _ = new ServerSocket(listener.port(), 1, InetAddress.getByName(listener.bind()))) {
      checkup.ok("port", text + " is free");
    } catch (IOException taken) {
      checkup.fail(
          "port",
          text + ": " + taken.getMessage(),
          "stop who has it, or choose another with --port");
    }
  }
}
