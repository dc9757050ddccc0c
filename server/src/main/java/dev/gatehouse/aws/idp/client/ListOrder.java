package dev.gatehouse.aws.idp.client;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// The order of a client's lists of texts, which the service treats as sets: a text that is sent
/// twice comes back once (GEN-10). Scopes are sorted in every answer.
enum ListOrder {
  /// Create and Update: that of a Java `HashSet` that grows as it is filled.
  HASHED {
    @Override
    List<String> order(Collection<String> texts) {
      // Not the constructor with a collection, whose capacity differs between JDKs.
      var set = new HashSet<String>();
      set.addAll(texts);
      return List.copyOf(set);
    }
  },

  /// Describe: lexicographic.
  SORTED {
    @Override
    List<String> order(Collection<String> texts) {
      return List.copyOf(new TreeSet<>(texts));
    }
  };

  private static final String ALWAYS_SORTED = "AllowedOAuthScopes";

  abstract List<String> order(Collection<String> texts);

  /// `client` with its lists in this order, and without those that are empty: they are absent in
  /// answers (AC-07).
  UserPoolClientType apply(UserPoolClientType client) {
    var builder = client.toBuilder();
    for (SdkField<?> member : client.sdkFields()) {
      if (member.marshallingType().equals(MarshallingType.LIST)) {
        var order = member.locationName().equals(ALWAYS_SORTED) ? SORTED : this;
        var texts = order.order(texts(member, client).toList());
        member.set(builder, texts.isEmpty() ? null : texts);
      }
    }
    return builder.build();
  }

  private static Stream<String> texts(SdkField<?> member, UserPoolClientType client) {
    return ((Collection<?>) member.getValueOrDefault(client)).stream().map(String.class::cast);
  }
}
