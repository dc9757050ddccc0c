package dev.gatehouse.aws.idp.user;

import dev.gatehouse.store.Users;
import dev.gatehouse.users.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/// A user between his row and the API. Nothing of his password is ever in it (SR-25).
final class UserView {
  private UserView() {}

  /// As AdminCreateUser and lists return him.
  static UserType describe(Users.Row user) {
    return describe(user, _ -> true);
  }

  /// The same with some of his attributes.
  static UserType describe(Users.Row user, Predicate<String> shown) {
    return UserType.builder()
        .username(user.username().value())
        .attributes(attributes(user, shown))
        .userCreateDate(user.createdAt())
        .userLastModifiedDate(user.lastModifiedAt())
        .enabled(user.enabled())
        .userStatus(user.status().name())
        .build();
  }

  /// His attributes by name, `sub` before all others (§2.8: clients must not rely on an order).
  static List<AttributeType> attributes(Users.Row user, Predicate<String> shown) {
    var attributes = new ArrayList<AttributeType>();
    if (shown.test("sub")) {
      attributes.add(attribute("sub", user.sub().value()));
    }
    user.attributes()
        .forEach((name, value) -> {
          if (shown.test(name)) {
            attributes.add(attribute(name, value));
          }
        });
    return attributes;
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }

  /// The attributes of a request.
  static List<Attributes.Given> given(List<AttributeType> attributes) {
    return attributes.stream()
        .map(each -> new Attributes.Given(each.name(), Optional.ofNullable(each.value())))
        .toList();
  }

  static Set<String> names(List<Attributes.Given> attributes) {
    return attributes.stream().map(Attributes.Given::name).collect(Collectors.toSet());
  }
}
