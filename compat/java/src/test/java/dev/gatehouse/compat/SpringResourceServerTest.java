package dev.gatehouse.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.compat.Machines.MachinePool;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// A service as a stranger writes it: Spring Boot, one property with our issuer, one rule for the
/// scope `transactions/post`.
class SpringResourceServerTest {
  private static MachinePool pool;
  private static ConfigurableApplicationContext service;

  @BeforeAll
  static void start() {
    pool = Machines.machinePool();
    service =
        SpringApplication.run(
            Service.class,
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.main.banner-mode=off",
            "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + pool.issuer());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void lets_a_token_with_the_scope_in() {
    var answer = get(pool.token("transactions/post"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("SCOPE_transactions/post of " + pool.clientId());
  }

  @Test
  void knows_a_token_without_the_scope_but_keeps_it_out() {
    assertThat(get(pool.token("transactions/get")).statusCode()).isEqualTo(403);
  }

  @Test
  void refuses_a_call_without_a_token() {
    assertThat(send(HttpRequest.newBuilder(address()).build()).statusCode()).isEqualTo(401);
  }

  @Test
  void refuses_a_tampered_token() {
    var answer = get(Forgeries.tampered(pool.token("transactions/post")));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("invalid_token");
  }

  @Test
  void refuses_the_token_of_another_pool() {
    assertThat(get(Machines.machinePool().token("transactions/post")).statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> get(String token) {
    return send(
        HttpRequest.newBuilder(address()).header("Authorization", "Bearer " + token).build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    return Machines.send(request);
  }

  private static URI address() {
    var port = ((WebServerApplicationContext) service).getWebServer().getPort();
    return URI.create("http://127.0.0.1:" + port + "/transactions");
  }

  @Configuration
  @EnableAutoConfiguration
  @Import(Transactions.class)
  static class Service {
    @Bean
    SecurityFilterChain rules(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(calls ->
              calls
                  .requestMatchers("/transactions")
                  .hasAuthority("SCOPE_transactions/post")
                  .anyRequest()
                  .denyAll())
          .oauth2ResourceServer(server -> server.jwt(jwt -> {}))
          .build();
    }
  }

  @RestController
  static class Transactions {
    @GetMapping("/transactions")
    String list(JwtAuthenticationToken caller) {
      var scopes =
          caller.getAuthorities().stream()
              .map(GrantedAuthority::getAuthority)
              .filter(authority -> authority.startsWith("SCOPE_"))
              .toList();
      return String.join(" ", scopes) + " of " + caller.getName();
    }
  }
}
