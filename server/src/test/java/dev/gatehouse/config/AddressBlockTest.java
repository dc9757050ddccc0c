package dev.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.7,10.0.0.7,true",
    "10.0.0.7,10.0.0.6,false",
    "10.0.0.7/32,10.0.0.7,true",
    "10.0.0.0/8,10.255.255.255,true",
    "10.0.0.0/8,11.0.0.0,false",
    "172.16.0.0/12,172.31.255.255,true",
    "172.16.0.0/12,172.32.0.0,false",
    "128.0.0.0/1,255.255.255.255,true",
    "128.0.0.0/1,127.255.255.255,false",
    "192.168.1.128/25,192.168.1.128,true",
    "192.168.1.128/25,192.168.1.127,false",
    "2001:db8::/32,2001:db8:ffff::1,true",
    "2001:db8::/32,2001:db9::1,false",
    "::1,::1,true",
    "::/1,127.0.0.1,false",
    "10.0.0.0/8,::ffff:10.1.2.3,true",
    "10.0.0.0/8,a00::1,false",
  })
  void az_40_a_block_is_the_addresses_with_its_first_bits(
      String block, String address, boolean isIn) {
    assertThat(AddressBlock.parse(block).orElseThrow().contains(InetAddress.ofLiteral(address)))
        .isEqualTo(isIn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "::/0",
        "10.0.0.0/33",
        "2001:db8::/129",
        "10.0.0.7/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "/8",
        "10.0.0.0/4294967304",
        "proxy.example.com",
        "localhost/8",
        "",
      })
  void az_40_what_is_no_network_is_none(String text) {
    assertThat(AddressBlock.parse(text)).isEmpty();
  }
}
