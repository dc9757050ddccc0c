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
  Users.Writes users();

  @Override
  LoginNames.Writes loginNames();

  @Override
  Groups.Writes groups();

  @Override
  GroupMembers.Writes groupMembers();

  @Override
  UserIdentities.Writes userIdentities();

  @Override
  Messages.Writes messages();

  @Override
  SpentSessions.Writes spentSessions();

  @Override
  UserCodes.Writes userCodes();

  @Override
  Attempts.Writes attempts();

  @Override
  RefreshFamilies.Writes refreshFamilies();

  @Override
  SignOuts.Writes signOuts();

  @Override
  PasswordHistory.Writes passwordHistory();

  @Override
  AccessKeys.Writes accessKeys();

  @Override
  Administrators.Writes administrators();

  @Override
  SetUpLinks.Writes setUpLinks();

  @Override
  ConsoleSessions.Writes consoleSessions();

  @Override
  ConsoleAttempts.Writes consoleAttempts();

  @Override
  Changes.Writes changes();

  @Override
  AuditEvents.Writes auditEvents();

  @Override
  UsageHistory.Writes usageHistory();

  @Override
  Installation.Writes installation();
}
