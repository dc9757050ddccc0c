package dev.gatehouse.store;

/// The tables, to be asked and changed in one transaction. Valid only inside the closure that
/// received it.
public interface WriteTx extends ReadTx {
  @Override
  UserPools.Writes userPools();

  @Override
  AppClients.Writes appClients();

  @Override
  ClientSecrets.Writes clientSecrets();

  @Override
  ResourceServers.Writes resourceServers();

  @Override
  Domains.Writes domains();

  @Override
  SigningKeys.Writes signingKeys();

  @Override
  AccessKeys.Writes accessKeys();

  @Override
  Changes.Writes changes();

  @Override
  Installation.Writes installation();
}
