package dev.gatehouse.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How messages reach users.
///
/// @param keep how long a message is shown after it was sent or given up, or came into the inbox
/// @param smtp empty where there is no mail server
/// @param sms empty where nobody brings SMS further
public record MessageSettings(
    MessageDelivery delivery, Duration keep, Optional<Smtp> smtp, Optional<Sms> sms) {
  private static final List<SettingKey<?>> OF_SMTP =
      List.of(
          SettingKey.SMTP_PORT,
          SettingKey.SMTP_USER,
          SettingKey.SMTP_PASSWORD_FILE,
          SettingKey.SMTP_FROM,
          SettingKey.SMTP_AUTHORITY_FILE);

  /// A mail server.
  ///
  /// @param authorityFile who vouches for its certificate; empty: whom the platform trusts
  public record Smtp(
      String host,
      int port,
      SmtpSecurity security,
      Optional<Login> login,
      String from,
      List<String> fromDomains,
      Optional<Path> authorityFile,
      Duration timeout) {
    public Smtp {
      fromDomains = List.copyOf(fromDomains);
    }
  }

  public record Login(String user, Path passwordFile) {}

  /// A program that sends SMS.
  public record Sms(URI url, Path secretFile, Duration timeout) {}

  static MessageSettings of(SettingValues values, boolean dev) {
    var usual = dev ? MessageDelivery.INBOX : MessageDelivery.DELIVER;
    return new MessageSettings(
        values.find(SettingKey.MESSAGES_DELIVERY).orElse(usual),
        values.require(SettingKey.MESSAGES_KEEP),
        smtp(values),
        sms(values));
  }

  private static Optional<Smtp> smtp(SettingValues values) {
    var host = values.find(SettingKey.SMTP_HOST);
    if (host.isEmpty()) {
      OF_SMTP.stream()
          .filter(key -> values.find(key).isPresent())
          .findFirst()
          .ifPresent(key -> {
            throw needs(key, SettingKey.SMTP_HOST);
          });
      return Optional.empty();
    }
    var security = values.require(SettingKey.SMTP_SECURITY);
    var login = login(values);
    if (login.isPresent() && security == SmtpSecurity.NONE && !isLoopback(host.get())) {
      throw new SettingsException(
          "smtp.security is none, and smtp.user is set; the password would cross the network in"
              + " clear");
    }
    return Optional.of(
        new Smtp(
            host.get(),
            values.find(SettingKey.SMTP_PORT).orElse(usualPort(security)),
            security,
            login,
            values
                .find(SettingKey.SMTP_FROM)
                .orElseThrow(() -> needs(SettingKey.SMTP_HOST, SettingKey.SMTP_FROM)),
            values.require(SettingKey.SMTP_FROM_DOMAINS),
            values.find(SettingKey.SMTP_AUTHORITY_FILE),
            values.require(SettingKey.SMTP_TIMEOUT)));
  }

  /// RFC 6409 §3.1, RFC 8314 §7.3; without TLS the port of RFC 5321.
  private static int usualPort(SmtpSecurity security) {
    return switch (security) {
      case STARTTLS -> 587;
      case TLS -> 465;
      case NONE -> 25;
    };
  }

  private static Optional<Login> login(SettingValues values) {
    var user = values.find(SettingKey.SMTP_USER);
    var file = values.find(SettingKey.SMTP_PASSWORD_FILE);
    if (user.isPresent() && file.isEmpty()) {
      throw needs(SettingKey.SMTP_USER, SettingKey.SMTP_PASSWORD_FILE);
    }
    if (file.isPresent() && user.isEmpty()) {
      throw needs(SettingKey.SMTP_PASSWORD_FILE, SettingKey.SMTP_USER);
    }
    return user.map(name -> new Login(name, file.orElseThrow()));
  }

  private static Optional<Sms> sms(SettingValues values) {
    var url = values.find(SettingKey.SMS_WEBHOOK_URL);
    var file = values.find(SettingKey.SMS_WEBHOOK_SECRET_FILE);
    if (url.isPresent() && file.isEmpty()) {
      throw needs(SettingKey.SMS_WEBHOOK_URL, SettingKey.SMS_WEBHOOK_SECRET_FILE);
    }
    if (file.isPresent() && url.isEmpty()) {
      throw needs(SettingKey.SMS_WEBHOOK_SECRET_FILE, SettingKey.SMS_WEBHOOK_URL);
    }
    if (url.isPresent() && isInClear(url.get())) {
      throw new SettingsException(
          "sms.webhook.url begins with http:// and leads to another machine; codes would cross the"
              + " network in clear");
    }
    return url.map(
        own -> new Sms(own, file.orElseThrow(), values.require(SettingKey.SMS_WEBHOOK_TIMEOUT)));
  }

  private static boolean isInClear(URI url) {
    return "http".equals(url.getScheme()) && !isLoopback(url.getHost());
  }

  /// By name or literal address; nothing is resolved.
  private static boolean isLoopback(String host) {
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (bare.toLowerCase(Locale.ROOT).equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(bare).isLoopbackAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  private static SettingsException needs(SettingKey<?> key, SettingKey<?> other) {
    return new SettingsException("%s is set, and %s is not".formatted(key.name(), other.name()));
  }
}
