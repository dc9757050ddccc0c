package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Behaviour reference users §8.2.
class DeliveryMaskTest {
  @ParameterizedTest
  @CsvSource({
    "jane@gmail.com,j***@g***",
    "j@g,j***@g***",
    "first.last@mail.example.co.uk,f***@m***",
    "a@b@example.com,a***@e***",
    "\uD83D\uDE00x@\u00fcber.example,\uD83D\uDE00***@\u00fc***",
    "jane,j***",
    "@,***@***",
    "'',***"
  })
  void an_address_shows_two_characters(String address, String mask) {
    assertThat(DeliveryMask.email(address)).isEqualTo(mask);
  }

  @ParameterizedTest
  @CsvSource({
    "+14155559934,+*******9934",
    "+491701234114,+********4114",
    "+12345,+*2345",
    "+1234,+****",
    "+1,+*",
    "14155559934,+*******9934",
    "+,+",
    "'',+"
  })
  void a_number_shows_its_last_four_digits(String number, String mask) {
    assertThat(DeliveryMask.phoneNumber(number)).isEqualTo(mask);
  }
}
