package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.SdkCodec;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.json.Json;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Region;
import dev.gatehouse.store.UserPools;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomDomainConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// What a domain may be called and what may be set for it (DO-01 to DO-03, DO-07, DO-09).
///
/// @param ownHost the host of the server's public address: it belongs to no pool
record DomainRules(String ownHost) {
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Set<String> RESERVED = Set.of("aws", "amazon", "cognito");
  private static final Pattern CERTIFICATE =
      Pattern.compile("arn:aws:acm:us-east-1:\\d{12}:certificate/[\\w-]+");

  /// The parent of a custom host is not a top-level domain (DO-07).
  private static final int LABELS_MIN = 3;

  private static final int CLASSIC_PAGES = 1;
  private static final int MANAGED_LOGIN = 2;

  /// The domain that `name` spells: a custom host where a certificate comes with it, otherwise a
  /// prefix.
  DomainName require(String name, @Nullable CustomDomainConfigType config, Region region) {
    if (config == null) {
      requirePrefix(name);
    } else {
      requireHost(name);
      requireCertificate(config);
    }
    return new DomainName(name, region);
  }

  private static void requirePrefix(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new ApiException(UserError.DOMAIN_PREFIX_SHAPE);
    }
    for (var segment : prefix.split("-", -1)) {
      if (RESERVED.contains(segment)) {
        throw new ApiException(UserError.DOMAIN_RESERVED_WORD, segment);
      }
    }
  }

  private void requireHost(String host) {
    var labels = List.of(host.split("\\.", -1));
    var isHost =
        labels.size() >= LABELS_MIN
            && labels.stream().allMatch(label -> PREFIX.matcher(label).matches())
            // An address of digits is no name.
            && !labels.getLast().chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isHost || host.equals(ownHost) || isPrefixHost(labels)) {
      throw new ApiException(UserError.CUSTOM_DOMAIN_SHAPE);
    }
  }

  /// `lobster1234.auth.us-east-1.…` is the address of a prefix, which may belong to another pool.
  private static boolean isPrefixHost(List<String> labels) {
    return labels.get(1).equals("auth") && Region.parse(labels.get(2)).isPresent();
  }

  /// No certificate is looked up: whoever serves TLS has it.
  static void requireCertificate(CustomDomainConfigType config) {
    if (!CERTIFICATE.matcher(config.certificateArn()).matches()) {
      throw new ApiException(UserError.CERTIFICATE);
    }
  }

  /// @param version as in the request; null when absent
  static void requireVersion(@Nullable Integer version, UserPools.Row pool) {
    if (version == null || version == CLASSIC_PAGES) {
      return;
    }
    if (version != MANAGED_LOGIN) {
      throw new ApiException(UserError.MANAGED_LOGIN_VERSION);
    }
    var settings = SdkCodec.decode(Json.parseObject(pool.document()), UserPoolType.builder());
    if (settings.userPoolTier() == UserPoolTierType.LITE) {
      throw new ApiException(
          UserError.TIER_FEATURE, UserPoolTierType.LITE, "Managed Login Version 2");
    }
  }
}
