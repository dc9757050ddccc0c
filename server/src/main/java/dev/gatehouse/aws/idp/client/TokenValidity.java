package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// How long a client's tokens last: a number and a unit, hours (refresh: days) where none is given
/// (AC-11 to AC-13).
final class TokenValidity {
  private static final Duration TOKEN_MIN = Duration.ofMinutes(5);
  private static final Duration TOKEN_MAX = Duration.ofDays(1);
  private static final Duration TOKEN_DEFAULT = Duration.ofHours(1);
  private static final Duration REFRESH_MIN = Duration.ofHours(1);
  private static final Duration REFRESH_MAX = Duration.ofDays(3_650);

  private static final Map<TimeUnitsType, ChronoUnit> UNITS =
      Map.of(
          TimeUnitsType.SECONDS, ChronoUnit.SECONDS,
          TimeUnitsType.MINUTES, ChronoUnit.MINUTES,
          TimeUnitsType.HOURS, ChronoUnit.HOURS,
          TimeUnitsType.DAYS, ChronoUnit.DAYS);

  private TokenValidity() {}

  /// @param settings with the defaults filled in
  /// @throws ApiException `TOKEN_VALIDITY_RANGE` or `TOKEN_OUTLIVES_REFRESH`
  static void require(UserPoolClientType settings) {
    var units = settings.tokenValidityUnits();
    var access = token(settings.accessTokenValidity(), units.accessToken());
    var id = token(settings.idTokenValidity(), units.idToken());
    var refresh = of(settings.refreshTokenValidity(), units.refreshToken(), TimeUnitsType.DAYS);
    requireRange(access, TOKEN_MIN, TOKEN_MAX);
    requireRange(id, TOKEN_MIN, TOKEN_MAX);
    requireRange(refresh, REFRESH_MIN, REFRESH_MAX);
    if (access.compareTo(refresh) > 0 || id.compareTo(refresh) > 0) {
      throw new ApiException(ApiError.TOKEN_OUTLIVES_REFRESH);
    }
  }

  private static Duration token(@Nullable Integer number, @Nullable TimeUnitsType unit) {
    return number == null ? TOKEN_DEFAULT : of(number, unit, TimeUnitsType.HOURS);
  }

  private static Duration of(int number, @Nullable TimeUnitsType unit, TimeUnitsType otherwise) {
    return Duration.of(
        number, UNITS.getOrDefault(unit == null ? otherwise : unit, ChronoUnit.DAYS));
  }

  private static void requireRange(Duration validity, Duration least, Duration most) {
    if (validity.compareTo(least) < 0 || validity.compareTo(most) > 0) {
      throw new ApiException(ApiError.TOKEN_VALIDITY_RANGE);
    }
  }
}
