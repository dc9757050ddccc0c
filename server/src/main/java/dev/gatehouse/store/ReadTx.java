package dev.gatehouse.store;

/// The tables, to be asked on one snapshot. Valid only inside the closure that received it.
public interface ReadTx {
  UserPools userPools();

  AppClients appClients();

  ClientSecrets clientSecrets();

  ResourceServers resourceServers();

  Domains domains();

  SigningKeys signingKeys();

  Users users();

  UserPages userPages();

  LoginNames loginNames();

  Groups groups();

  GroupMembers groupMembers();

  UserIdentities userIdentities();

  Messages messages();

  SpentSessions spentSessions();

  UserCodes userCodes();

  Attempts attempts();

  RefreshFamilies refreshFamilies();

  SignOuts signOuts();

  PasswordHistory passwordHistory();

  AccessKeys accessKeys();

  Administrators administrators();

  SetUpLinks setUpLinks();

  ConsoleSessions consoleSessions();

  ConsoleAttempts consoleAttempts();

  Changes changes();

  AuditEvents auditEvents();

  UsageHistory usageHistory();

  Installation installation();
}
