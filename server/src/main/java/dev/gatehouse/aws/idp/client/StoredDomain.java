package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.SdkCodec;
import dev.gatehouse.json.Json;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Domains;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomDomainConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DomainDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DomainStatusType;

/// A pool's domain between its row and the API. The document is `DomainDescriptionType` with the
/// members that were set:
///
/// ```
/// {"CustomDomainConfig":{"CertificateArn":"arn:aws:acm:…"},"ManagedLoginVersion":1}
/// ```
///
/// `S3Bucket`, `CloudFrontDistribution` and `Version` describe machinery that this server does not
/// have. Clients expect the members, therefore they are there, with values of the service's form.
record StoredDomain(Domains.Row row) {
  /// In place of `<id>.cloudfront.net`: a name that no distribution can have, so that nobody's
  /// alias record leads to a stranger.
  static final String NO_DISTRIBUTION = "gatehouse-placeholder.cloudfront.net";

  /// Where no version was ever set (DO-09).
  private static final int CLASSIC_PAGES = 1;

  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// The airports in the names of the buckets that were seen (DO-20).
  private static final Map<String, String> AIRPORTS =
      Map.of("us-east-1", "iad", "us-west-2", "pdx");

  /// A domain that is not stored yet.
  static StoredDomain create(
      UserPoolId poolId, DomainName name, DomainDescriptionType settings, Instant now) {
    return new StoredDomain(
        new Domains.Row(poolId, name, Json.text(SdkCodec.encode(settings)), 1, now, now));
  }

  /// The next version, with other settings.
  StoredDomain changed(DomainDescriptionType settings, Instant now) {
    var document = Json.text(SdkCodec.encode(settings));
    return new StoredDomain(
        new Domains.Row(
            row.poolId(), row.domain(), document, row.version() + 1, row.createdAt(), now));
  }

  /// What was set.
  DomainDescriptionType settings() {
    return SdkCodec.decode(Json.parseObject(row.document()), DomainDescriptionType.builder());
  }

  /// The host of a custom domain's distribution; a prefix has none to show (DO-08).
  static Optional<String> distribution(DomainName name) {
    return name.isCustom() ? Optional.of(NO_DISTRIBUTION) : Optional.empty();
  }

  /// The domain as DescribeUserPoolDomain returns it (DO-20).
  DomainDescriptionType describe(String accountId) {
    var settings = settings();
    var region = row.poolId().region().name();
    var version = settings.managedLoginVersion();
    return settings.toBuilder()
        .userPoolId(row.poolId().value())
        .awsAccountId(accountId)
        .domain(row.domain().name())
        .s3Bucket("aws-cognito-prod-" + AIRPORTS.getOrDefault(region, region) + "-assets")
        .cloudFrontDistribution(distribution(row.domain()).orElse(""))
        .version(VERSION.format(row.lastModifiedAt()))
        .status(DomainStatusType.ACTIVE)
        .customDomainConfig(config(settings))
        .managedLoginVersion(version == null ? CLASSIC_PAGES : version)
        .build();
  }

  private static CustomDomainConfigType config(DomainDescriptionType settings) {
    var config = settings.customDomainConfig();
    return config == null ? CustomDomainConfigType.builder().build() : config;
  }
}
