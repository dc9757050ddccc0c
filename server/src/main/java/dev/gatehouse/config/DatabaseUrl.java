package dev.gatehouse.config;

import java.util.regex.Pattern;

/// The JDBC address of the database, which may hold its password.
///
/// @param jdbcUrl for instance `jdbc:postgresql://host:5432/gatehouse?user=gatehouse`
public record DatabaseUrl(String jdbcUrl) {
  private static final Pattern PASSWORDS =
      Pattern.compile(
          "((?:^|[?&;])[^=&;]*password=)[^&;]*|(//[^/@:]*:)[^/@]*(?=@)", Pattern.CASE_INSENSITIVE);

  /// Whether it holds a password.
  public boolean hasPassword() {
    return PASSWORDS.matcher(jdbcUrl).find();
  }

  /// The address without passwords: fit for logs and the terminal.
  @Override
  public String toString() {
    return PASSWORDS
        .matcher(jdbcUrl)
        .replaceAll(found -> (found.group(1) == null ? found.group(2) : found.group(1)) + "***");
  }
}
