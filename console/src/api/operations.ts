import type { Role } from '../session/session-api';

/**
 * The extension API's operations (design D16): name, input, output. Instants are seconds since 1970. A page adds the
 * operations that it needs, in alphabetical order.
 */
export interface Operations {
  ChangeOwnPassword: [{ OldPassword: string; NewPassword: string }, Nothing];
  CountMessages: [{ UserPoolId: string; After?: string }, { Count: number }];
  CreateAccessKey: [{ Description?: string; Policy?: Policy }, { AccessKey: AccessKey & { SecretAccessKey: string } }];
  CreateAdministrator: [
    { Name: string; Role: Role; Pools?: readonly string[] },
    { Administrator: Administrator; SetUpLink: string },
  ];
  DeleteAccessKey: [{ AccessKeyId: string }, Nothing];
  DeleteAdministrator: [{ Name: string }, Nothing];
  DeleteMessages: [{ UserPoolId?: string; To?: string }, { Deleted: number }];
  EndAdministratorSessions: [{ Name: string }, Nothing];
  GetClientAttributes: [{ UserPoolId: string; ClientId: string }, { ClientAttributes: ClientAttributes }];
  GetMetricHistory: [{ UserPoolId?: string; ClientId?: string; Range: HistoryRange }, MetricHistory];
  GetServerInfo: [Nothing, ServerInfo];
  ListAccessKeys: [Nothing, { AccessKeys: AccessKey[] }];
  ListAdministrators: [Nothing, { Administrators: Administrator[] }];
  ListAuditEvents: [
    {
      UserPoolId?: string;
      EventName?: string;
      Actor?: string;
      After?: number;
      Before?: number;
      Limit?: number;
      NextToken?: string;
    },
    { Events: AuditEvent[]; NextToken?: string },
  ];
  ListClientUsage: [
    { UserPoolId: string; Range: HistoryRange; Limit?: number; NextToken?: string },
    { Recording: boolean; Range: HistoryRange; Clients: ClientUsage[]; NextToken?: string },
  ];
  ListMessages: [
    { UserPoolId?: string; To?: string; Limit?: number; NextToken?: string },
    { Messages: Message[]; NextToken?: string },
  ];
  ListRequests: [
    { UserPoolId?: string; ClientId?: string; OnlyErrors?: boolean; Limit?: number; NextToken?: string },
    { Node: string; Recording: boolean; Requests: LoggedRequest[]; NextToken?: string },
  ];
  ListSigningKeys: [{ UserPoolId: string }, { SigningKeys: SigningKey[] }];
  ResetAdministrator: [{ Name: string }, { SetUpLink: string }];
  RotateSigningKeys: [{ UserPoolId: string; Immediate?: boolean }, { SigningKeys: SigningKey[] }];
  SearchUsers: [
    { UserPoolId: string; Text: string; NextToken?: string },
    { Users: StoredUser[]; Examined: number; NextToken?: string },
  ];
  SetClientAttributes: [
    { UserPoolId: string; ClientId: string; Claims?: Claims; Audience?: readonly string[] },
    { ClientAttributes: ClientAttributes },
  ];
  SetAccessKeyStatus: [{ AccessKeyId: string; Status: 'Active' | 'Inactive' }, Nothing];
  SetOwnTotp: [{ Enabled: boolean; Code?: string }, { TotpSecret?: string; TotpUri?: string }];
  UpdateAdministrator: [
    { Name: string; Role: Role; Pools?: readonly string[] },
    { Administrator: Administrator },
  ];
  VerifyAuditLog: [Nothing, { Valid: boolean; Events: number; FirstInvalidEventId?: string }];
}

export type OperationName = keyof Operations;
export type InputOf<N extends OperationName> = Operations[N][0];
export type OutputOf<N extends OperationName> = Operations[N][1];

type Nothing = Record<string, never>;

export interface Policy {
  Statements: { Actions: readonly string[]; Pools: readonly string[] }[];
}

/** A key that signs requests. */
export interface AccessKey {
  AccessKeyId: string;
  Description: string;
  Status: 'Active' | 'Inactive';
  Policy: Policy;
  CreateDate: number;
  LastUsedDate?: number;
  ExpirationDate?: number;
  ParentAccessKeyId?: string;
}

/** Claims beyond Cognito's: strings, whole numbers, booleans, lists of strings. */
export type Claims = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What the machine tokens of an app client carry beyond Cognito's claims. */
export interface ClientAttributes {
  UserPoolId: string;
  ClientId: string;
  Claims: Claims;
  Audience: string[];
}

export interface Administrator {
  Name: string;
  Role: Role;
  Pools: string[];
  TotpEnabled: boolean;
  CreateDate: number;
  LastSignInDate?: number;
  Sessions: number;
  SetUpPending: boolean;
}

export interface AuditEvent {
  EventId: string;
  EventTime: number;
  EventName: string;
  Actor: string;
  /** None of the command line on the folder of a stopped server. */
  AccessKeyId?: string;
  SourceAddress: string;
  UserAgent: string;
  RequestId: string;
  Region?: string;
  UserPoolId?: string;
  /** Without secrets. */
  RequestParameters: Record<string, unknown>;
  /** What was there before and after, of updates. */
  Changes?: Record<string, unknown>[];
  ErrorCode?: string;
  ErrorMessage?: string;
}

/** A message to a user; its words only where they are in the inbox. */
export interface Message {
  MessageId: string;
  UserPoolId: string;
  Kind: string;
  DeliveryMedium: 'EMAIL' | 'SMS';
  To: string;
  Sub: string;
  CreateDate: number;
  Status: string;
  Attempts: number;
  Fault?: string;
  Username?: string;
  From?: string;
  ReplyTo?: string;
  Subject?: string;
  Body?: string;
  Code?: string;
}

export interface LoggedRequest {
  RequestId: string;
  Time: number;
  Method: string;
  Path: string;
  Operation?: string;
  UserPoolId?: string;
  ClientId?: string;
  Actor?: string;
  Status: number;
  ErrorCode?: string;
  Reasons: string[];
  DurationMicros: number;
  SourceAddress: string;
}

export type HistoryRange = '1h' | '24h' | '7d';

/** What applications did in some time. */
export interface Usage {
  /** How often tokens were issued, by grant. */
  Tokens: Readonly<Record<string, number>>;
  SignIns: { Succeeded: number; Failed: number };
  /** Refused requests by the code that the caller saw. */
  Errors: Readonly<Record<string, number>>;
  /** Of the token endpoint; not of one client, nor where it was not asked. */
  Latency?: { Requests: number; P50Micros: number; P95Micros: number; P99Micros: number };
}

export interface MetricHistory {
  Recording: boolean;
  Range: HistoryRange;
  /** How long the time of a point is. */
  PeriodSeconds: number;
  From: number;
  To: number;
  Total: Usage;
  /** Those in which something happened, oldest first. */
  Points: readonly (Usage & { Time: number })[];
}

export interface ClientUsage extends Omit<Usage, 'Latency'> {
  ClientId: string;
  /** However long ago. */
  LastTokenDate?: number;
}

/** A user as ListUsers shows him, but for the form of the instants. */
export interface StoredUser {
  Username: string;
  Attributes: { Name: string; Value: string }[];
  UserCreateDate: number;
  UserLastModifiedDate: number;
  Enabled: boolean;
  UserStatus: string;
}

/** A key that signs tokens; never its private half. */
export interface SigningKey {
  Kid: string;
  Use: 'ID' | 'ACCESS';
  Algorithm: string;
  Status: 'NEXT' | 'SIGNING' | 'PUBLISHED';
  CreateDate: number;
  ActivationDate: number;
  RetirementDate?: number;
}

/** What the installation is. */
export interface ServerInfo {
  Mode: 'dev' | 'strict';
  PublicUrl: string;
  /** What follows the Region in the host of a prefix domain. */
  DomainSuffix: string;
  /** Who tokens say has issued them: this server's address, or AWS's. */
  Issuer: 'public-url' | 'aws';
  Regions: string[];
  AccountId: string;
  Database: string;
  /** Whether messages to users are kept for administrators to read. */
  Inbox: boolean;
}
