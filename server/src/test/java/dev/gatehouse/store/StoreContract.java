package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.CLIENT;
import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store must do. A backend's test says only how to open an empty one.
public abstract class StoreContract extends StoreUnderTest {
  /// Nothing: pools are among what is tested.
  @Override
  void prepare(WriteTx tx) {}

  @Test
  void finds_a_pool_as_it_was_inserted() {
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));

    assertThat(store.<Optional<UserPools.Row>>read(tx -> tx.userPools().find(POOL)))
        .contains(Rows.pool(POOL));
  }

  @Test
  void refuses_a_pool_id_twice() {
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));

    assertRefused(new Refusal.IdTaken(POOL.value()), tx -> tx.userPools().insert(Rows.pool(POOL)));
  }

  @Test
  void lists_the_pools_of_a_region_page_by_page() {
    var ids =
        List.of("us-east-1_A", "us-east-1_B", "us-east-1_C", "eu-west-1_A").stream()
            .map(UserPoolId::new)
            .toList();
    write(tx -> ids.forEach(id -> tx.userPools().insert(Rows.pool(id))));
    var region = new Region("us-east-1");

    assertThat(poolIds(region, Optional.empty(), 2)).isEqualTo(ids.subList(0, 2));
    assertThat(poolIds(region, Optional.of(ids.get(1)), 2)).isEqualTo(ids.subList(2, 3));
    assertThat(store.<Integer>read(tx -> tx.userPools().count(region))).isEqualTo(3);
  }

  @Test
  void updates_only_the_version_that_was_read() {
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));
    var next = new UserPools.Row(POOL, "renamed", "{\"A\":1}", 2, NOW, NOW.plusSeconds(1));
    write(tx -> tx.userPools().update(next));

    assertRefused(new Refusal.Conflict(), tx -> tx.userPools().update(next));
    assertThat(store.<Optional<UserPools.Row>>read(tx -> tx.userPools().find(POOL))).contains(next);
  }

  @Test
  void refuses_to_update_or_delete_an_unknown_pool() {
    var unknown = new Refusal.UnknownPool(POOL);
    assertRefused(unknown, tx -> tx.userPools().update(Rows.pool(POOL)));
    assertRefused(unknown, tx -> tx.userPools().remove(POOL));
    assertThat(store.<Optional<UserPools.Row>>write(tx -> tx.userPools().lock(POOL))).isEmpty();
  }

  @Test
  void deletes_a_pool_with_everything_that_belongs_to_it_and_nothing_else() {
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));
    var otherClient = new ClientId("other");
    write(tx -> fill(tx, OTHER_POOL, otherClient, "crab5678"));

    write(tx -> Rows.delete(tx, POOL));

    assertThat(everything(POOL, CLIENT, "lobster1234")).isEmpty();
    assertThat(everything(OTHER_POOL, otherClient, "crab5678")).hasSize(7);
  }

  @Test
  void refuses_what_belongs_to_an_unknown_pool() {
    var unknown = new Refusal.UnknownPool(POOL);
    assertRefused(unknown, tx -> tx.appClients().insert(Rows.client(POOL, CLIENT)));
    assertRefused(unknown, tx -> tx.resourceServers().insert(Rows.server(POOL, "a")));
    assertRefused(unknown, tx -> tx.domains().insert(Rows.domain(POOL, "a")));
    assertRefused(unknown, tx -> tx.signingKeys().insert(Rows.key(POOL, "a")));
  }

  @Test
  void finds_a_client_and_its_pool() {
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));

    assertThat(store.<Optional<AppClients.Row>>read(tx -> tx.appClients().find(POOL, CLIENT)))
        .contains(Rows.client(POOL, CLIENT));
    assertThat(store.<Optional<UserPoolId>>read(tx -> tx.appClients().findPool(CLIENT)))
        .contains(POOL);
    assertThat(store.<Optional<AppClients.Row>>read(tx -> tx.appClients().find(OTHER_POOL, CLIENT)))
        .isEmpty();
  }

  @Test
  void refuses_a_client_id_of_another_pool() {
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));
    write(tx -> tx.userPools().insert(Rows.pool(OTHER_POOL)));

    assertRefused(
        new Refusal.IdTaken(CLIENT.value()),
        tx -> tx.appClients().insert(Rows.client(OTHER_POOL, CLIENT)));
  }

  @Test
  void updates_and_deletes_a_client() {
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));
    var next = new AppClients.Row(POOL, CLIENT, "new", "{\"B\":2}", Optional.of("{}"), 2, NOW, NOW);
    write(tx -> tx.appClients().update(next));
    assertThat(store.<Optional<AppClients.Row>>read(tx -> tx.appClients().find(POOL, CLIENT)))
        .contains(next);
    assertRefused(new Refusal.Conflict(), tx -> tx.appClients().update(next));

    write(tx -> tx.appClients().delete(POOL, CLIENT));

    var unknown = new Refusal.UnknownClient(CLIENT.value());
    assertRefused(unknown, tx -> tx.appClients().delete(POOL, CLIENT));
    assertRefused(unknown, tx -> tx.appClients().update(next));
    assertThat(store.<Optional<UserPoolId>>read(tx -> tx.appClients().findPool(CLIENT))).isEmpty();
    assertThat(store.<List<?>>read(tx -> tx.clientSecrets().list(POOL, CLIENT))).isEmpty();
  }

  @Test
  void keeps_secrets_oldest_first() {
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));
    var newer =
        new ClientSecrets.Row(POOL, CLIENT, "a-newer", new Sealed("eA=="), NOW.plusSeconds(5));
    write(tx -> tx.clientSecrets().insert(newer));

    assertThat(store.<List<ClientSecrets.Row>>read(tx -> tx.clientSecrets().list(POOL, CLIENT)))
        .containsExactly(Rows.secret(POOL, CLIENT, "secret"), newer);
    assertRefused(new Refusal.IdTaken("a-newer"), tx -> tx.clientSecrets().insert(newer));

    write(tx -> tx.clientSecrets().delete(POOL, CLIENT, "secret"));

    assertThat(store.<List<ClientSecrets.Row>>read(tx -> tx.clientSecrets().list(POOL, CLIENT)))
        .containsExactly(newer);
    assertRefused(
        new Refusal.UnknownSecretId("secret"),
        tx -> tx.clientSecrets().delete(POOL, CLIENT, "secret"));
  }

  @Test
  void keeps_resource_servers_in_byte_order() {
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));
    var identifiers = List.of("B", "a", "https://example.com/", "~");
    write(tx ->
        identifiers.reversed().forEach(i -> tx.resourceServers().insert(Rows.server(POOL, i))));

    assertThat(servers(Optional.empty(), 10)).isEqualTo(identifiers);
    assertThat(servers(Optional.of("a"), 1)).containsExactly("https://example.com/");
    assertThat(store.<Integer>read(tx -> tx.resourceServers().count(POOL))).isEqualTo(4);
    assertRefused(
        new Refusal.ResourceServerExists(POOL, "a"),
        tx -> tx.resourceServers().insert(Rows.server(POOL, "a")));
  }

  @Test
  void updates_and_deletes_a_resource_server() {
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));
    var next = new ResourceServers.Row(POOL, "transactions", "n", "{\"C\":3}", 2, NOW, NOW);
    write(tx -> tx.resourceServers().update(next));
    assertThat(
            store.<Optional<ResourceServers.Row>>read(
                tx -> tx.resourceServers().find(POOL, "transactions")))
        .contains(next);
    assertRefused(new Refusal.Conflict(), tx -> tx.resourceServers().update(next));

    write(tx -> tx.resourceServers().delete(POOL, "transactions"));

    var unknown = new Refusal.UnknownResourceServer("transactions");
    assertRefused(unknown, tx -> tx.resourceServers().update(next));
    assertRefused(unknown, tx -> tx.resourceServers().delete(POOL, "transactions"));
  }

  @Test
  void gives_a_prefix_to_one_pool_in_a_region_and_a_host_to_one_pool_at_all() {
    var europe = new UserPoolId("eu-west-1_CCCCCCCCC");
    write(tx ->
        List.of(POOL, OTHER_POOL, europe).forEach(id -> tx.userPools().insert(Rows.pool(id))));
    write(tx -> tx.domains().insert(Rows.domain(POOL, "lobster")));
    write(tx -> tx.domains().insert(Rows.domain(POOL, "auth.example.com")));

    assertRefused(
        new Refusal.DomainTaken("lobster"),
        tx -> tx.domains().insert(Rows.domain(OTHER_POOL, "lobster")));
    assertRefused(
        new Refusal.DomainTaken("auth.example.com"),
        tx -> tx.domains().insert(Rows.domain(europe, "auth.example.com")));
    write(tx -> tx.domains().insert(Rows.domain(europe, "lobster")));
    assertThat(
            store.<Optional<UserPoolId>>read(tx -> tx.domains().findPoolOfHost("auth.example.com")))
        .contains(POOL);
    assertThat(store.<Optional<UserPoolId>>read(tx -> tx.domains().findPoolOfPrefix("lobster")))
        .contains(europe);
    assertThat(store.<Optional<UserPoolId>>read(tx -> tx.domains().findPoolOfPrefix("lob%")))
        .isEmpty();
    assertThat(store.<List<Domains.Row>>read(tx -> tx.domains().list(POOL)))
        .containsExactly(Rows.domain(POOL, "auth.example.com"), Rows.domain(POOL, "lobster"));
  }

  @Test
  void updates_and_frees_a_domain() {
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));
    var name = new DomainName("lobster1234", POOL.region());
    var next = new Domains.Row(POOL, name, "{\"V\":2}", 2, NOW, NOW);
    write(tx -> tx.domains().update(next));
    assertThat(store.<Optional<Domains.Row>>read(tx -> tx.domains().find(name))).contains(next);
    assertRefused(new Refusal.Conflict(), tx -> tx.domains().update(next));

    write(tx -> tx.domains().delete(POOL, name));

    assertThat(store.<Optional<Domains.Row>>read(tx -> tx.domains().find(name))).isEmpty();
    var unknown = new Refusal.UnknownDomain("lobster1234");
    assertRefused(unknown, tx -> tx.domains().delete(POOL, name));
    assertRefused(unknown, tx -> tx.domains().update(next));
    write(tx -> tx.domains().insert(Rows.domain(POOL, "lobster1234")));
  }

  @Test
  void keeps_signing_keys_by_activation() {
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));
    write(tx -> tx.signingKeys().retire(POOL, "kid", NOW.plusSeconds(60)));

    assertRefused(new Refusal.IdTaken("kid"), tx -> tx.signingKeys().insert(Rows.key(POOL, "kid")));

    var retired = store.<List<SigningKeys.Row>>read(tx -> tx.signingKeys().list(POOL)).getFirst();
    assertThat(retired.retiresAt()).contains(NOW.plusSeconds(60));

    write(tx -> tx.signingKeys().delete(POOL, "kid"));

    var unknown = new Refusal.UnknownSigningKey("kid");
    assertRefused(unknown, tx -> tx.signingKeys().retire(POOL, "kid", NOW));
    assertRefused(unknown, tx -> tx.signingKeys().delete(POOL, "kid"));
  }

  @Test
  void keeps_access_keys_and_ends_the_temporary_ones_with_their_parent() {
    var parent = Rows.accessKey("AKIAAAAAAAAAAAAAAAAA");
    var child = temporary("ASIAAAAAAAAAAAAAAAAA", parent.id());
    write(tx -> List.of(parent, child).forEach(key -> tx.accessKeys().insert(key)));
    assertThat(store.<List<AccessKeys.Row>>read(tx -> tx.accessKeys().list()))
        .containsExactly(parent, child);
    assertRefused(new Refusal.IdTaken(parent.id()), tx -> tx.accessKeys().insert(parent));

    write(tx -> tx.accessKeys().setEnabled(parent.id(), false));
    write(tx -> tx.accessKeys().touch(parent.id(), NOW.plusSeconds(9)));
    write(tx -> tx.accessKeys().touch(parent.id(), NOW.plusSeconds(8)));
    write(tx -> tx.accessKeys().touch("AKIAUNKNOWNUNKNOWNUN", NOW));
    var stored =
        store.<Optional<AccessKeys.Row>>read(tx -> tx.accessKeys().find(parent.id())).orElseThrow();
    assertThat(stored.enabled()).isFalse();
    assertThat(stored.lastUsedAt()).contains(NOW.plusSeconds(9));

    write(tx -> tx.accessKeys().delete(parent.id()));

    assertThat(store.<List<?>>read(tx -> tx.accessKeys().list())).isEmpty();
    var unknown = new Refusal.UnknownAccessKey(parent.id());
    assertRefused(unknown, tx -> tx.accessKeys().delete(parent.id()));
    assertRefused(unknown, tx -> tx.accessKeys().setEnabled(parent.id(), true));
  }

  @Test
  void an_access_key_dies_with_all_that_descend_from_it_and_the_feed_names_each() {
    var ids = List.of("AKIAAAAAAAAAAAAAAAAA", "ASIAAAAAAAAAAAAAAAAA", "ASIABBBBBBBBBBBBBBBB");
    write(tx -> {
      tx.accessKeys().insert(Rows.accessKey(ids.get(0)));
      tx.accessKeys().insert(temporary(ids.get(1), ids.get(0)));
      tx.accessKeys().insert(temporary(ids.get(2), ids.get(1)));
      tx.accessKeys().insert(Rows.accessKey("AKIACCCCCCCCCCCCCCCC"));
    });
    var heard = new ArrayList<Change>();
    store.onChange(heard::addAll);

    write(tx -> tx.accessKeys().delete(ids.get(0)));

    assertThat(store.<List<AccessKeys.Row>>read(tx -> tx.accessKeys().list()))
        .containsExactly(Rows.accessKey("AKIACCCCCCCCCCCCCCCC"));
    assertThat(heard).extracting(Change::key).containsExactlyInAnyOrderElementsOf(ids);
    assertRefused(
        new Refusal.UnknownAccessKey(ids.get(0)),
        tx -> tx.accessKeys().insert(temporary(ids.get(1), ids.get(0))));
  }

  @Test
  void nothing_of_another_pool_can_be_reached_through_a_name() {
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));
    write(tx -> fill(tx, OTHER_POOL, new ClientId("other"), "crab5678"));
    var name = new DomainName("lobster1234", POOL.region());

    assertRefused(
        new Refusal.UnknownDomain("lobster1234"), tx -> tx.domains().delete(OTHER_POOL, name));
    assertRefused(
        new Refusal.UnknownClient(CLIENT.value()),
        tx -> tx.appClients().delete(OTHER_POOL, CLIENT));
    assertRefused(
        new Refusal.UnknownSecretId("secret"),
        tx -> tx.clientSecrets().delete(OTHER_POOL, CLIENT, "secret"));
    assertRefused(
        new Refusal.UnknownClient(CLIENT.value()),
        tx -> tx.clientSecrets().insert(Rows.secret(OTHER_POOL, CLIENT, "x")));

    assertThat(everything(POOL, CLIENT, "lobster1234")).hasSize(7);
  }

  @Test
  void a_closure_goes_on_after_a_refusal_that_it_catches() {
    write(tx -> {
      tx.userPools().insert(Rows.pool(POOL));
      try {
        tx.userPools().insert(Rows.pool(POOL));
      } catch (RefusedException expected) {
        tx.resourceServers().insert(Rows.server(POOL, "a"));
      }
    });

    assertThat(store.<Integer>read(tx -> tx.resourceServers().count(POOL))).isEqualTo(1);
  }

  @Test
  void in_01_values_are_never_part_of_a_statement() {
    var hostile = "x'); DROP TABLE user_pool; --\"\\ $1 ? :a \u20ac \ud83d\ude00";
    var row = new UserPools.Row(POOL, hostile, "{\"a\":\"" + hostile + "\"}", 1, NOW, NOW);
    write(tx -> tx.userPools().insert(row));
    write(tx -> tx.resourceServers().insert(Rows.server(POOL, hostile)));

    assertThat(store.<Optional<UserPools.Row>>read(tx -> tx.userPools().find(POOL))).contains(row);
    assertThat(servers(Optional.empty(), 10)).containsExactly(hostile);
    assertThat(servers(Optional.of("' OR 1=1 --"), 10)).containsExactly(hostile);
  }

  @Test
  void a_listener_that_fails_does_not_undo_what_is_committed() {
    var heard = new ArrayList<Change>();
    store.onChange(_ -> {
      throw new IllegalStateException("a listener of the test");
    });
    store.onChange(heard::addAll);

    write(tx -> tx.userPools().insert(Rows.pool(POOL)));

    assertThat(heard).hasSize(1);
    assertThat(store.<Optional<UserPools.Row>>read(tx -> tx.userPools().find(POOL))).isPresent();
  }

  @Test
  void deletes_expired_temporary_keys() {
    write(tx -> tx.accessKeys().insert(Rows.accessKey("AKIAAAAAAAAAAAAAAAAA")));
    write(tx -> tx.accessKeys().insert(temporary("ASIAAAAAAAAAAAAAAAAA", "AKIAAAAAAAAAAAAAAAAA")));

    assertThat(store.<Integer>write(tx -> tx.accessKeys().deleteExpired(NOW.plusSeconds(3600))))
        .isZero();
    assertThat(store.<Integer>write(tx -> tx.accessKeys().deleteExpired(NOW.plusSeconds(3601))))
        .isEqualTo(1);
  }

  @Test
  void keeps_the_first_of_two_facts_about_the_installation() {
    assertThat(store.<String>write(tx -> tx.installation().putIfAbsent("mode", "dev")))
        .isEqualTo("dev");
    assertThat(store.<String>write(tx -> tx.installation().putIfAbsent("mode", "strict")))
        .isEqualTo("dev");
    write(tx -> tx.installation().put("mode", "strict"));
    assertThat(store.<Optional<String>>read(tx -> tx.installation().find("mode")))
        .contains("strict");
  }

  @Test
  void undoes_everything_of_a_closure_that_refuses() {
    assertRefused(
        new Refusal.Conflict(),
        tx -> {
          tx.userPools().insert(Rows.pool(POOL));
          throw new RefusedException(new Refusal.Conflict());
        });

    assertThat(store.<Optional<UserPools.Row>>read(tx -> tx.userPools().find(POOL))).isEmpty();
    assertThat(store.<Long>read(tx -> tx.changes().lastSequence())).isZero();
  }

  @Test
  void feeds_each_change_once_and_tells_its_listeners_before_it_answers() {
    var heard = new ArrayList<Change>();
    store.onChange(heard::addAll);
    write(tx -> fill(tx, POOL, CLIENT, "lobster1234"));

    var expected =
        List.of(
            new Change(Change.Kind.USER_POOL, POOL.value(), POOL.value()),
            new Change(Change.Kind.APP_CLIENT, POOL.value(), CLIENT.value()),
            new Change(Change.Kind.APP_CLIENT, POOL.value(), CLIENT.value()),
            new Change(Change.Kind.RESOURCE_SERVER, POOL.value(), "transactions"),
            new Change(Change.Kind.DOMAIN, POOL.value(), "us-east-1/lobster1234"),
            new Change(Change.Kind.SIGNING_KEY, POOL.value(), "kid"));
    assertThat(heard).isEqualTo(expected);
    var fed = store.<List<Changes.Entry>>read(tx -> tx.changes().listAfter(0, 100));
    assertThat(fed).extracting(Changes.Entry::change).isEqualTo(expected);
    assertThat(fed).extracting(Changes.Entry::recordedAt).containsOnly(NOW);
    assertThat(store.<List<?>>read(tx -> tx.changes().listAfter(fed.getLast().sequence(), 9)))
        .isEmpty();
  }

  @Test
  void forgets_old_changes() {
    write(tx -> tx.userPools().insert(Rows.pool(POOL)));

    assertThat(store.<Integer>write(tx -> tx.changes().deleteBefore(NOW))).isZero();
    assertThat(
            store.<Integer>write(tx -> tx.changes().deleteBefore(NOW.plus(Duration.ofMillis(1)))))
        .isEqualTo(1);
  }

  private static void fill(WriteTx tx, UserPoolId pool, ClientId client, String prefix) {
    tx.userPools().insert(Rows.pool(pool));
    tx.appClients().insert(Rows.client(pool, client));
    tx.clientSecrets().insert(Rows.secret(pool, client, "secret"));
    tx.resourceServers().insert(Rows.server(pool, "transactions"));
    tx.domains().insert(Rows.domain(pool, prefix));
    tx.signingKeys().insert(Rows.key(pool, "kid"));
  }

  private List<Object> everything(UserPoolId pool, ClientId client, String prefix) {
    return store.read(tx -> {
      var all = new ArrayList<Object>();
      tx.userPools().find(pool).ifPresent(all::add);
      tx.appClients().find(pool, client).ifPresent(all::add);
      tx.appClients().findPool(client).ifPresent(all::add);
      all.addAll(tx.clientSecrets().list(pool, client));
      tx.resourceServers().find(pool, "transactions").ifPresent(all::add);
      tx.domains().find(new DomainName(prefix, pool.region())).ifPresent(all::add);
      all.addAll(tx.signingKeys().list(pool));
      return all;
    });
  }

  private List<UserPoolId> poolIds(Region region, Optional<UserPoolId> after, int limit) {
    return store.read(
        tx -> tx.userPools().list(region, after, limit).stream().map(UserPools.Row::id).toList());
  }

  private List<String> servers(Optional<String> after, int limit) {
    return store.read(tx ->
        tx.resourceServers().list(POOL, after, limit).stream()
            .map(ResourceServers.Row::identifier)
            .toList());
  }

  private static AccessKeys.Row temporary(String id, String parent) {
    var key = Rows.accessKey(id);
    return new AccessKeys.Row(
        key.id(),
        key.secret(),
        key.description(),
        true,
        key.policy(),
        Optional.of(new Sealed("dG9rZW4=")),
        NOW.plusSeconds(1),
        Optional.of(NOW.plusSeconds(3600)),
        Optional.empty(),
        Optional.of(parent));
  }
}
