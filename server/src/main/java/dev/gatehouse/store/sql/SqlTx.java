package dev.gatehouse.store.sql;

import dev.gatehouse.store.Change;
import dev.gatehouse.store.WriteTx;
import java.time.InstantSource;
import java.util.List;

/// One transaction over all tables. For reading and writing: a read hands it out as `ReadTx`.
public final class SqlTx implements WriteTx {
  private final ChangeSql changes;
  private final UserPoolSql userPools;
  private final AppClientSql appClients;
  private final ClientSecretSql clientSecrets;
  private final ResourceServerSql resourceServers;
  private final DomainSql domains;
  private final SigningKeySql signingKeys;
  private final UserSql users;
  private final UserPageSql userPages;
  private final LoginNameSql loginNames;
  private final GroupSql groups;
  private final GroupMemberSql groupMembers;
  private final UserIdentitySql userIdentities;
  private final MessageSql messages;
  private final SpentSessionSql spentSessions;
  private final UserCodeSql userCodes;
  private final AttemptSql attempts;
  private final RefreshFamilySql refreshFamilies;
  private final SignOutSql signOuts;
  private final PasswordHistorySql passwordHistory;
  private final AccessKeySql accessKeys;
  private final AdministratorSql administrators;
  private final SetUpLinkSql setUpLinks;
  private final ConsoleSessionSql consoleSessions;
  private final ConsoleAttemptSql consoleAttempts;
  private final AuditEventSql auditEvents;
  private final UsageHistorySql usageHistory;
  private final InstallationSql installation;

  /// @param clock stamps the entries of the change feed; nothing else in a transaction reads it
  public SqlTx(Handle handle, Dialect dialect, InstantSource clock) {
    changes = new ChangeSql(handle, dialect, clock);
    userPools = new UserPoolSql(handle, dialect, changes);
    appClients = new AppClientSql(handle, dialect, userPools, changes);
    clientSecrets = new ClientSecretSql(handle, appClients, changes);
    resourceServers = new ResourceServerSql(handle, userPools, changes);
    domains = new DomainSql(handle, userPools, changes);
    signingKeys = new SigningKeySql(handle, userPools, changes);
    var presence = new UserPresence(handle, dialect);
    loginNames = new LoginNameSql(handle, dialect, presence);
    attempts = new AttemptSql(handle, dialect);
    users = new UserSql(handle, dialect, userPools, loginNames, attempts);
    userPages = new UserPageSql(handle);
    groups = new GroupSql(handle, dialect, userPools);
    groupMembers = new GroupMemberSql(handle, presence, groups);
    userIdentities = new UserIdentitySql(handle, presence);
    messages = new MessageSql(handle, userPools);
    spentSessions = new SpentSessionSql(handle, dialect);
    userCodes = new UserCodeSql(handle, presence);
    refreshFamilies = new RefreshFamilySql(handle, presence);
    signOuts = new SignOutSql(handle, presence);
    passwordHistory = new PasswordHistorySql(handle, presence);
    accessKeys = new AccessKeySql(handle, dialect, changes);
    setUpLinks = new SetUpLinkSql(handle);
    consoleSessions = new ConsoleSessionSql(handle, dialect, accessKeys);
    administrators = new AdministratorSql(handle, dialect, consoleSessions, setUpLinks);
    consoleAttempts = new ConsoleAttemptSql(handle, dialect);
    auditEvents = new AuditEventSql(handle, dialect);
    usageHistory = new UsageHistorySql(handle, dialect);
    installation = new InstallationSql(handle);
  }

  /// What this transaction has put into the change feed.
  public List<Change> recorded() {
    return changes.recorded();
  }

  @Override
  public UserPoolSql userPools() {
    return userPools;
  }

  @Override
  public AppClientSql appClients() {
    return appClients;
  }

  @Override
  public ClientSecretSql clientSecrets() {
    return clientSecrets;
  }

  @Override
  public ResourceServerSql resourceServers() {
    return resourceServers;
  }

  @Override
  public DomainSql domains() {
    return domains;
  }

  @Override
  public SigningKeySql signingKeys() {
    return signingKeys;
  }

  @Override
  public UserSql users() {
    return users;
  }

  @Override
  public UserPageSql userPages() {
    return userPages;
  }

  @Override
  public LoginNameSql loginNames() {
    return loginNames;
  }

  @Override
  public GroupSql groups() {
    return groups;
  }

  @Override
  public GroupMemberSql groupMembers() {
    return groupMembers;
  }

  @Override
  public UserIdentitySql userIdentities() {
    return userIdentities;
  }

  @Override
  public MessageSql messages() {
    return messages;
  }

  @Override
  public SpentSessionSql spentSessions() {
    return spentSessions;
  }

  @Override
  public UserCodeSql userCodes() {
    return userCodes;
  }

  @Override
  public AttemptSql attempts() {
    return attempts;
  }

  @Override
  public RefreshFamilySql refreshFamilies() {
    return refreshFamilies;
  }

  @Override
  public SignOutSql signOuts() {
    return signOuts;
  }

  @Override
  public PasswordHistorySql passwordHistory() {
    return passwordHistory;
  }

  @Override
  public AccessKeySql accessKeys() {
    return accessKeys;
  }

  @Override
  public AdministratorSql administrators() {
    return administrators;
  }

  @Override
  public SetUpLinkSql setUpLinks() {
    return setUpLinks;
  }

  @Override
  public ConsoleSessionSql consoleSessions() {
    return consoleSessions;
  }

  @Override
  public ConsoleAttemptSql consoleAttempts() {
    return consoleAttempts;
  }

  @Override
  public ChangeSql changes() {
    return changes;
  }

  @Override
  public AuditEventSql auditEvents() {
    return auditEvents;
  }

  @Override
  public UsageHistorySql usageHistory() {
    return usageHistory;
  }

  @Override
  public InstallationSql installation() {
    return installation;
  }
}
