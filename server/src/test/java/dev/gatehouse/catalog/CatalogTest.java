package dev.gatehouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.GrantType;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.UserPools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  private static final DomainName DOMAIN = new DomainName("lobster1234", Rows.POOL.region());

  @TempDir Path folder;
  private Node node;

  @BeforeEach
  void open() {
    node = new Node(folder);
    node.addPool(Rows.POOL);
    node.addClient(Rows.CLIENT, "{}", "secret");
    node.store.write(tx -> {
      tx.resourceServers()
          .insert(Node.server("transactions", "{\"Scopes\":[{\"ScopeName\":\"post\"}]}"));
      tx.domains().insert(Rows.domain(Rows.POOL, "lobster1234"));
      tx.domains().insert(Rows.domain(Rows.POOL, "auth.example.com"));
      return true;
    });
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void loads_a_client_with_its_secrets_and_what_its_document_says() {
    var id = new ClientId("other");
    node.addClient(
        id,
        """
        {"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],
        "AllowedOAuthScopes":["b/x","a/x"],"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"],
        "AccessTokenValidity":10,"TokenValidityUnits":{"AccessToken":"minutes"}}\
        """,
        "first",
        "second");

    var entry = node.catalog.client(id).orElseThrow();

    assertThat(entry.secrets())
        .extracting(secret -> secret.value())
        .containsExactly("first", "second");
    var client = entry.client();
    assertThat(client.confidential()).isTrue();
    assertThat(client.allows(GrantType.CLIENT_CREDENTIALS)).isTrue();
    assertThat(client.scopes()).containsExactly("a/x", "b/x");
    assertThat(client.authFlows()).containsExactly("ALLOW_USER_SRP_AUTH");
    assertThat(client.accessTokenTtl()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void ac_11_the_unit_of_a_validity_is_hours_and_the_default_is_one() {
    var ids = Map.of("none", "{}", "two", "{\"AccessTokenValidity\":2}");
    ids.forEach((id, document) -> node.addClient(new ClientId(id), document));

    assertThat(node.client("none").accessTokenTtl()).isEqualTo(Duration.ofHours(1));
    assertThat(node.client("two").accessTokenTtl()).isEqualTo(Duration.ofHours(2));
    assertThat(node.client("none").confidential()).isFalse();
  }

  @Test
  void reads_machine_attributes_of_every_kind() {
    node.addClient(new ClientId("machine"), "{}");
    node.setAttributes(
        new ClientId("machine"),
        "{\"Claims\":{\"s\":\"x\",\"n\":7,\"f\":1.5,\"b\":true,\"l\":[\"x\"]},"
            + "\"Audience\":[\"api\"]}");

    var attributes = node.client("machine").attributes();

    assertThat(attributes.claims())
        .containsExactly(
            Map.entry("s", "x"),
            Map.entry("n", 7L),
            Map.entry("f", new java.math.BigDecimal("1.5")),
            Map.entry("b", true),
            Map.entry("l", List.of("x")));
    assertThat(attributes.audience()).containsExactly("api");
  }

  @Test
  void loads_a_pool_with_its_scopes_keys_and_domains() {
    var pool = node.catalog.pool(Rows.POOL).orElseThrow();

    assertThat(pool.scopes()).containsExactly("transactions/post");
    assertThat(pool.domains())
        .extracting(DomainName::name)
        .containsExactlyInAnyOrder("lobster1234", "auth.example.com");
    assertThat(node.catalog.poolOf(DOMAIN)).contains(Rows.POOL);
    assertThat(node.catalog.poolOfHost("auth.example.com")).contains(Rows.POOL);
  }

  @Test
  void what_is_in_memory_is_answered_without_the_store() {
    var cached = node.catalog.cachedOnly();
    assertThatThrownBy(() -> cached.client(Rows.CLIENT)).isInstanceOf(NotCachedException.class);
    assertThatThrownBy(() -> cached.pool(Rows.POOL)).isInstanceOf(NotCachedException.class);
    assertThatThrownBy(() -> cached.poolOf(DOMAIN)).isInstanceOf(NotCachedException.class);

    node.warm();
    node.store.close();

    assertThat(cached.client(Rows.CLIENT)).isPresent();
    assertThat(cached.pool(Rows.POOL)).isPresent();
    assertThat(cached.poolOf(DOMAIN)).contains(Rows.POOL);
    assertThat(cached.poolOfHost("auth.example.com")).contains(Rows.POOL);
  }

  @Test
  void te_23_an_unknown_client_is_remembered_until_it_exists() {
    var id = new ClientId("unknown");
    assertThat(node.catalog.client(id)).isEmpty();
    assertThat(node.catalog.cachedOnly().client(id)).isEmpty();

    node.addClient(id, "{}");

    assertThat(node.catalog.client(id)).isPresent();
  }

  @Test
  void te_25_te_26_what_this_process_changes_is_seen_by_the_next_request() {
    node.warm();

    node.store.write(tx -> {
      tx.clientSecrets().delete(Rows.POOL, Rows.CLIENT, node.secretIds(tx, Rows.CLIENT).getFirst());
      tx.appClients().update(node.newer(tx, Rows.CLIENT));
      return true;
    });
    assertThat(node.catalog.client(Rows.CLIENT).orElseThrow().secrets()).isEmpty();

    node.store.write(tx -> {
      tx.resourceServers().delete(Rows.POOL, "transactions");
      tx.domains().delete(Rows.POOL, DOMAIN);
      return true;
    });
    assertThat(node.catalog.pool(Rows.POOL).orElseThrow().scopes()).isEmpty();
    assertThat(node.catalog.poolOf(DOMAIN)).isEmpty();

    node.store.write(tx -> {
      tx.appClients().delete(Rows.POOL, Rows.CLIENT);
      return true;
    });
    assertThat(node.catalog.client(Rows.CLIENT)).isEmpty();
  }

  @Test
  void te_26_a_deleted_pool_takes_its_clients_and_domains_with_it() {
    node.warm();

    node.store.write(tx -> {
      tx.userPools().remove(Rows.POOL);
      return true;
    });

    assertThat(node.catalog.pool(Rows.POOL)).isEmpty();
    assertThat(node.catalog.client(Rows.CLIENT)).isEmpty();
    assertThat(node.catalog.poolOf(DOMAIN)).isEmpty();
    assertThat(node.catalog.poolOfHost("auth.example.com")).isEmpty();
  }

  @Test
  void a_prefix_without_its_region_is_forgotten_with_its_domain() {
    assertThat(node.catalog.poolOfPrefix(DOMAIN.name())).contains(Rows.POOL);
    assertThat(node.catalog.cachedOnly().poolOfPrefix(DOMAIN.name())).contains(Rows.POOL);
    node.store.write(tx -> {
      tx.domains().delete(Rows.POOL, DOMAIN);
      return true;
    });
    assertThat(node.catalog.poolOfPrefix(DOMAIN.name())).isEmpty();
    node.store.write(tx -> {
      tx.domains().insert(Rows.domain(Rows.POOL, DOMAIN.name()));
      return true;
    });
    assertThat(node.catalog.poolOfPrefix(DOMAIN.name())).contains(Rows.POOL);
  }

  @Test
  void an_update_of_a_pool_is_seen() {
    node.warm();
    var row = node.store.read(tx -> tx.userPools().find(Rows.POOL)).orElseThrow();

    node.store.write(tx -> {
      tx.userPools()
          .update(
              new UserPools.Row(
                  row.id(), "renamed", row.document(), 2, row.createdAt(), row.createdAt()));
      return true;
    });

    assertThatThrownBy(() -> node.catalog.cachedOnly().pool(Rows.POOL))
        .isInstanceOf(NotCachedException.class);
  }

  @Test
  void forgets_everything_after_a_gap_in_the_feed() {
    node.warm();

    node.catalog.forgetAll();

    var cached = node.catalog.cachedOnly();
    assertThatThrownBy(() -> cached.client(Rows.CLIENT)).isInstanceOf(NotCachedException.class);
    assertThatThrownBy(() -> cached.pool(Rows.POOL)).isInstanceOf(NotCachedException.class);
    assertThatThrownBy(() -> cached.poolOf(DOMAIN)).isInstanceOf(NotCachedException.class);
  }

  @Test
  void a_changed_key_of_another_kind_changes_nothing() {
    node.warm();

    node.catalog.forget(List.of(new Change(Change.Kind.ACCESS_KEY, "", Rows.CLIENT.value())));

    assertThat(node.catalog.cachedOnly().client(Rows.CLIENT)).isPresent();
  }
}
