// Generated from server/src/main/resources/openapi.json by `npm run contract`. Change the contract, not this file.
export interface paths {
  '/api/v1/installation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether this installation is set up */
    get: operations['getInstallation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Set up the first workspace and its admin; works once */
    post: operations['setUp'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in with e-mail and password */
    post: operations['signIn'];
    /** Sign out of this browser */
    delete: operations['signOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Exchange the refresh cookie for a new access token */
    post: operations['refreshSession'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/workspace': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Continue in another workspace of the same account */
    post: operations['switchWorkspace'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sign-ins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** My sign-ins */
    get: operations['listSignIns'];
    put?: never;
    post?: never;
    /** Sign out everywhere */
    delete: operations['endAllSignIns'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sign-ins/{signInId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** End one of my sign-ins */
    delete: operations['endSignIn'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Change my password; my other sign-ins end */
    post: operations['changePassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/password-reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Set a new password with a reset link; all sign-ins of the account end */
    post: operations['resetPassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A ticket for one socket of a client that cannot send the access token */
    post: operations['createTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who I am, and where */
    get: operations['getMe'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change my name or time zone */
    patch: operations['patchMe'];
    trace?: never;
  };
  '/api/v1/workspaces': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make another workspace (admin of the installation) */
    post: operations['createWorkspace'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/workspace': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The workspace */
    get: operations['getWorkspace'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Rename the workspace or change its time zone (admin) */
    patch: operations['patchWorkspace'];
    trace?: never;
  };
  '/api/v1/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The members of the workspace */
    get: operations['listMembers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/members/{memberId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One member */
    get: operations['getMember'];
    put?: never;
    post?: never;
    /** Remove a member; what he wrote stays (admin) */
    delete: operations['removeMember'];
    options?: never;
    head?: never;
    /** Change the role of a member (admin) */
    patch: operations['patchMember'];
    trace?: never;
  };
  '/api/v1/members/{memberId}/reset-link': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A link with which the member sets a new password (admin) */
    post: operations['createResetLink'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The invitations of the workspace (admin) */
    get: operations['listInvitations'];
    put?: never;
    /** Invite by link (admin) */
    post: operations['createInvitation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/{invitationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke an invitation (admin) */
    delete: operations['revokeInvitation'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitation-previews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What an invitation is for */
    post: operations['previewInvitation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitation-acceptances': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Join with an invitation */
    post: operations['acceptInvitation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The teams, archived ones included */
    get: operations['listTeams'];
    put?: never;
    /** Make a team; its maker is its first member */
    post: operations['createTeam'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{teamId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One team */
    get: operations['getTeam'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Rename, archive, or change who may write */
    patch: operations['patchTeam'];
    trace?: never;
  };
  '/api/v1/teams/{teamId}/members/{memberId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Put a member on the team */
    put: operations['addTeamMember'];
    post?: never;
    /** Take a member off the team */
    delete: operations['removeTeamMember'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/cycles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The cycles, archived ones included */
    get: operations['listCycles'];
    put?: never;
    /** Make a cycle */
    post: operations['createCycle'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/cycles/{cycleId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One cycle */
    get: operations['getCycle'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Rename, move or archive a cycle */
    patch: operations['patchCycle'];
    trace?: never;
  };
  '/api/v1/okr-sets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The OKR records of the workspace */
    get: operations['listOkrSets'];
    put?: never;
    /** Make the OKR record of a team for a cycle; without teamId, of the company */
    post: operations['createOkrSet'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/okr-sets/{okrSetId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An OKR record as its document says, with progress */
    get: operations['getOkrSet'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/okr-sets/{okrSetId}/objectives/{objectiveId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change an objective; enters the document as an edit */
    patch: operations['patchObjective'];
    trace?: never;
  };
  '/api/v1/okr-sets/{okrSetId}/objectives/{objectiveId}/key-results/{keyResultId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change a key result; enters the document as an edit */
    patch: operations['patchKeyResult'];
    trace?: never;
  };
  '/api/v1/documents/{documentId}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who changed how much of a document in which minute, newest first */
    get: operations['getDocumentHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/documents/{documentId}/at/{instant}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A document as it was at an instant */
    get: operations['getDocumentAt'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/documents/{documentId}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Bring a document back to an earlier state by an edit of what differs */
    post: operations['restoreDocument'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Id: string;
    /**
     * Format: date-time
     * @description ISO 8601 instant in UTC.
     */
    Instant: string;
    /** @description Calendar date, YYYY-MM-DD. */
    Date: string;
    /** @description Exact decimal of at most 38 digits. */
    Decimal: string;
    /** @description RFC 9457 problem details. */
    Problem: {
      type?: string;
      title: string;
      status: number;
      detail?: string;
      /** @description Stable name of the problem, for programs. */
      code: string;
      /** @description What is wrong with each field, by its path in the body. */
      fields?: {
        [key: string]: string;
      };
      existingId?: components['schemas']['Id'];
      retryAfterSeconds?: number;
      /** @description The request's id in the log, as in X-Request-Id. */
      requestId?: string;
    };
    /** @enum {string} */
    Role: 'admin' | 'member' | 'viewer';
    Installation: {
      /** @description Whether the first workspace exists. */
      setUp: boolean;
      version: string;
    };
    Workspace: {
      id: components['schemas']['Id'];
      name: string;
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone: string;
      createdAt: components['schemas']['Instant'];
    };
    Member: {
      id: components['schemas']['Id'];
      name: string;
      email: string;
      role: components['schemas']['Role'];
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone: string;
      joinedAt: components['schemas']['Instant'];
      removedAt?: components['schemas']['Instant'];
      installationAdmin?: boolean;
    };
    SignedIn: {
      /** @description JWT, valid for 10 minutes. */
      accessToken: string;
      expiresAt: components['schemas']['Instant'];
      member: components['schemas']['Member'];
      workspace: components['schemas']['Workspace'];
    };
    WorkspaceChoice: {
      id: components['schemas']['Id'];
      name: string;
    };
    /** @description Signed in, or, when the account belongs to several workspaces and none was named, the choice. */
    SignInAnswer: {
      accessToken?: string;
      expiresAt?: components['schemas']['Instant'];
      member?: components['schemas']['Member'];
      workspace?: components['schemas']['Workspace'];
      /** @description Present only when a workspace must be chosen: repeat the request with workspaceId. */
      workspaces?: {
        [key: string]: components['schemas']['WorkspaceChoice'];
      };
    };
    Setup: {
      setupToken: string;
      workspaceName: string;
      name: string;
      email: string;
      /** @description At least 10 characters; kept only as an Argon2id hash. */
      password: string;
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone: string;
    };
    SignIn: {
      email: string;
      password: string;
      workspaceId?: components['schemas']['Id'];
    };
    SignInRecord: {
      id: components['schemas']['Id'];
      startedAt: components['schemas']['Instant'];
      lastUsedAt: components['schemas']['Instant'];
      userAgent?: string;
      address?: string;
      current: boolean;
    };
    SignIns: {
      signIns: {
        [key: string]: components['schemas']['SignInRecord'];
      };
    };
    PasswordChange: {
      currentPassword: string;
      /** @description At least 10 characters; kept only as an Argon2id hash. */
      newPassword: string;
    };
    ResetLink: {
      url: string;
      token: string;
      expiresAt: components['schemas']['Instant'];
    };
    PasswordReset: {
      token: string;
      /** @description At least 10 characters; kept only as an Argon2id hash. */
      password: string;
    };
    Ticket: {
      ticket: string;
      expiresAt: components['schemas']['Instant'];
    };
    Me: {
      member: components['schemas']['Member'];
      workspace: components['schemas']['Workspace'];
      workspaces: {
        [key: string]: components['schemas']['WorkspaceChoice'];
      };
    };
    MePatch: {
      name?: string;
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone?: string;
    };
    NewWorkspace: {
      name: string;
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone: string;
    };
    WorkspacePatch: {
      name?: string;
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone?: string;
    };
    WorkspaceCreated: {
      workspace: components['schemas']['Workspace'];
      member: components['schemas']['Member'];
    };
    WorkspaceSwitch: {
      workspaceId: components['schemas']['Id'];
    };
    Members: {
      members: {
        [key: string]: components['schemas']['Member'];
      };
    };
    MemberPatch: {
      role?: components['schemas']['Role'];
    };
    NewInvitation: {
      role: components['schemas']['Role'];
      email?: string;
      teamId?: components['schemas']['Id'];
      /** @default 168 */
      expiresInHours: number;
    };
    Invitation: {
      id: components['schemas']['Id'];
      role: components['schemas']['Role'];
      email?: string;
      teamId?: components['schemas']['Id'];
      invitedBy: components['schemas']['Id'];
      createdAt: components['schemas']['Instant'];
      expiresAt: components['schemas']['Instant'];
      acceptedAt?: components['schemas']['Instant'];
      acceptedBy?: components['schemas']['Id'];
      revokedAt?: components['schemas']['Instant'];
    };
    InvitationCreated: {
      invitation: components['schemas']['Invitation'];
      token: string;
      /** @description The link to hand over; shown only now. */
      url: string;
    };
    Invitations: {
      invitations: {
        [key: string]: components['schemas']['Invitation'];
      };
    };
    InvitationQuestion: {
      token: string;
    };
    InvitationPreview: {
      workspaceName: string;
      role: components['schemas']['Role'];
      invitedByName: string;
      email?: string;
      teamName?: string;
      expiresAt: components['schemas']['Instant'];
    };
    InvitationAcceptance: {
      token: string;
      name: string;
      email: string;
      /** @description At least 10 characters; kept only as an Argon2id hash. */
      password: string;
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone: string;
    };
    TeamMember: {
      id: components['schemas']['Id'];
      joinedAt: components['schemas']['Instant'];
    };
    /**
     * @description Who may write the OKR records of the team: every admin and member of the workspace, or only those of the team (and admins).
     * @enum {string}
     */
    Editing: 'workspace' | 'members';
    Team: {
      id: components['schemas']['Id'];
      name: string;
      editing: components['schemas']['Editing'];
      createdAt: components['schemas']['Instant'];
      archivedAt?: components['schemas']['Instant'];
      members: {
        [key: string]: components['schemas']['TeamMember'];
      };
    };
    NewTeam: {
      name: string;
      editing?: components['schemas']['Editing'];
    };
    TeamPatch: {
      name?: string;
      editing?: components['schemas']['Editing'];
      archived?: boolean;
    };
    Teams: {
      teams: {
        [key: string]: components['schemas']['Team'];
      };
    };
    Cycle: {
      id: components['schemas']['Id'];
      name: string;
      start: components['schemas']['Date'];
      end: components['schemas']['Date'];
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone: string;
      createdAt: components['schemas']['Instant'];
      archivedAt?: components['schemas']['Instant'];
    };
    NewCycle: {
      name: string;
      start: components['schemas']['Date'];
      end: components['schemas']['Date'];
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone: string;
    };
    CyclePatch: {
      name?: string;
      start?: components['schemas']['Date'];
      end?: components['schemas']['Date'];
      /** @description IANA time zone, such as Europe/Berlin. */
      timeZone?: string;
      archived?: boolean;
    };
    Cycles: {
      cycles: {
        [key: string]: components['schemas']['Cycle'];
      };
    };
    NewOkrSet: {
      teamId?: components['schemas']['Id'];
      cycleId: components['schemas']['Id'];
    };
    OkrSetSummary: {
      id: components['schemas']['Id'];
      documentId: components['schemas']['Id'];
      teamId?: components['schemas']['Id'];
      cycleId: components['schemas']['Id'];
      createdAt: components['schemas']['Instant'];
      objectiveCount?: number;
      keyResultCount?: number;
    };
    OkrSets: {
      okrSets: {
        [key: string]: components['schemas']['OkrSetSummary'];
      };
    };
    /** @description Progress from start. pending: no check-in yet, so the start value counts. undefined: start or target is missing. */
    Progress: {
      /** @enum {string} */
      state: 'pending' | 'undefined';
      current?: components['schemas']['Decimal'];
      ratio?: components['schemas']['Decimal'];
    };
    /** @description Fields whose value in the document has the wrong type or form and therefore reads as absent, with the reason. */
    Signals: {
      [key: string]: string;
    };
    Milestone: {
      id: components['schemas']['Id'];
      title: string;
      order?: string;
      weight?: components['schemas']['Decimal'];
      due?: components['schemas']['Date'];
      doneAt?: components['schemas']['Instant'];
      signals?: components['schemas']['Signals'];
    };
    Zones: {
      commit?: components['schemas']['Decimal'];
      target?: components['schemas']['Decimal'];
      stretch?: components['schemas']['Decimal'];
    };
    KeyResult: {
      id: components['schemas']['Id'];
      title: string;
      order?: string;
      /** @enum {string} */
      metric?: 'number' | 'percentage' | 'currency' | 'boolean' | 'milestone' | 'zones';
      /** @enum {string} */
      direction?: 'increase' | 'decrease' | 'maintain-above' | 'maintain-below' | 'maintain-within';
      unit?: string;
      /** @enum {string} */
      indicator?: 'leading' | 'lagging';
      baseline?: components['schemas']['Decimal'];
      discoverBy?: components['schemas']['Date'];
      start?: components['schemas']['Decimal'];
      target?: components['schemas']['Decimal'];
      low?: components['schemas']['Decimal'];
      high?: components['schemas']['Decimal'];
      tolerance?: components['schemas']['Decimal'];
      zones?: components['schemas']['Zones'];
      weight?: components['schemas']['Decimal'];
      due?: components['schemas']['Date'];
      ownerId?: components['schemas']['Id'];
      backupOwnerId?: components['schemas']['Id'];
      removed?: components['schemas']['Instant'];
      milestones?: {
        [key: string]: components['schemas']['Milestone'];
      };
      progress: components['schemas']['Progress'];
      signals?: components['schemas']['Signals'];
    };
    Objective: {
      id: components['schemas']['Id'];
      title: string;
      why: string;
      order?: string;
      /** @enum {string} */
      ambition?: 'committed' | 'aspirational' | 'learning';
      /** @enum {string} */
      serves?: 'revenue' | 'customer' | 'operations' | 'people';
      ownerId?: components['schemas']['Id'];
      backupOwnerId?: components['schemas']['Id'];
      removed?: components['schemas']['Instant'];
      keyResults: {
        [key: string]: components['schemas']['KeyResult'];
      };
      signals?: components['schemas']['Signals'];
    };
    /** @description A wording hint; it coaches and never blocks. */
    Hint: {
      /** @enum {string} */
      rule:
        | 'objective-has-number'
        | 'key-result-without-number'
        | 'output-wording'
        | 'too-many-objectives'
        | 'too-many-key-results';
      objectiveId?: components['schemas']['Id'];
      keyResultId?: components['schemas']['Id'];
      field?: string;
      /** @description The words that the rule saw. */
      words?: string;
    };
    OkrSet: {
      id: components['schemas']['Id'];
      documentId: components['schemas']['Id'];
      teamId?: components['schemas']['Id'];
      cycleId: components['schemas']['Id'];
      createdAt: components['schemas']['Instant'];
      objectives: {
        [key: string]: components['schemas']['Objective'];
      };
      hints: {
        [key: string]: components['schemas']['Hint'];
      };
    };
    ObjectivePatch: {
      title?: string;
      why?: string;
      order?: string;
      /** @enum {string|null} */
      ambition?: 'committed' | 'aspirational' | 'learning' | null;
      /** @enum {string|null} */
      serves?: 'revenue' | 'customer' | 'operations' | 'people' | null;
      ownerId?: string | null;
      backupOwnerId?: string | null;
      /** @description ISO 8601 instant in UTC; null takes it away. */
      removed?: string | null;
    };
    KeyResultPatch: {
      title?: string;
      order?: string;
      /** @enum {string|null} */
      metric?: 'number' | 'percentage' | 'currency' | 'boolean' | 'milestone' | 'zones' | null;
      /** @enum {string|null} */
      direction?:
        'increase' | 'decrease' | 'maintain-above' | 'maintain-below' | 'maintain-within' | null;
      unit?: string | null;
      /** @enum {string|null} */
      indicator?: 'leading' | 'lagging' | null;
      baseline?: string | null;
      discoverBy?: string | null;
      start?: string | null;
      target?: string | null;
      low?: string | null;
      high?: string | null;
      tolerance?: string | null;
      zones?: {
        commit?: components['schemas']['Decimal'];
        target?: components['schemas']['Decimal'];
        stretch?: components['schemas']['Decimal'];
      } | null;
      weight?: string | null;
      due?: string | null;
      ownerId?: string | null;
      backupOwnerId?: string | null;
      /** @description ISO 8601 instant in UTC; null takes it away. */
      removed?: string | null;
    };
    /** @description What one member, or the server itself, did to a document in one minute. */
    HistoryEntry: {
      id: components['schemas']['Id'];
      minute: components['schemas']['Instant'];
      memberId?: components['schemas']['Id'];
      from: components['schemas']['Instant'];
      to: components['schemas']['Instant'];
      /** @description Number of the last row of the log in it. Sort by it. */
      seq: number;
      /** @description How many rows of the log. */
      commits: number;
      /** @description Characters that came into texts, in UTF-16 units. Fields that are no texts are not counted. */
      inserted: number;
      /** @description Characters that went out of texts, in UTF-16 units, those of texts that were deleted whole included. */
      deleted: number;
    };
    DocumentHistory: {
      documentId: components['schemas']['Id'];
      entries: {
        [key: string]: components['schemas']['HistoryEntry'];
      };
      /** @description Asks for the next page, of what is older; absent when there is none. */
      before?: string;
    };
    DocumentState: {
      documentId: components['schemas']['Id'];
      at: components['schemas']['Instant'];
      /** @description The last row of the log that was committed by then; 0 = none. */
      seq: number;
      objectives: {
        [key: string]: components['schemas']['Objective'];
      };
    };
    DocumentRestore: {
      /** @description ISO 8601 instant in UTC, to the microsecond. */
      at: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getInstallation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whether this installation is set up */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Installation'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  setUp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Setup'];
      };
    };
    responses: {
      /** @description Set up the first workspace and its admin; works once */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignedIn'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SignIn'];
      };
    };
    responses: {
      /** @description Sign in with e-mail and password */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInAnswer'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  refreshSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Exchange the refresh cookie for a new access token */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignedIn'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  switchWorkspace: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WorkspaceSwitch'];
      };
    };
    responses: {
      /** @description Continue in another workspace of the same account */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignedIn'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listSignIns: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description My sign-ins */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignIns'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  endAllSignIns: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  endSignIn: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        signInId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  changePassword: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordChange'];
      };
    };
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  resetPassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordReset'];
      };
    };
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A ticket for one socket of a client that cannot send the access token */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getMe: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Who I am, and where */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Me'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  patchMe: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag of the version that was read. */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['MePatch'];
      };
    };
    responses: {
      /** @description Change my name or time zone */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Me'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createWorkspace: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewWorkspace'];
      };
    };
    responses: {
      /** @description Make another workspace (admin of the installation) */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkspaceCreated'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getWorkspace: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The workspace */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Workspace'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  patchWorkspace: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag of the version that was read. */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['WorkspacePatch'];
      };
    };
    responses: {
      /** @description Rename the workspace or change its time zone (admin) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Workspace'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listMembers: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The members of the workspace */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Members'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getMember: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path: {
        memberId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One member */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Member'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  removeMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        memberId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  patchMember: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag of the version that was read. */
        'If-Match'?: string;
      };
      path: {
        memberId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['MemberPatch'];
      };
    };
    responses: {
      /** @description Change the role of a member (admin) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Member'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createResetLink: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path: {
        memberId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A link with which the member sets a new password (admin) */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ResetLink'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listInvitations: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The invitations of the workspace (admin) */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Invitations'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createInvitation: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewInvitation'];
      };
    };
    responses: {
      /** @description Invite by link (admin) */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvitationCreated'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  revokeInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        invitationId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  previewInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InvitationQuestion'];
      };
    };
    responses: {
      /** @description What an invitation is for */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvitationPreview'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  acceptInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InvitationAcceptance'];
      };
    };
    responses: {
      /** @description Join with an invitation */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignedIn'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listTeams: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The teams, archived ones included */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Teams'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createTeam: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewTeam'];
      };
    };
    responses: {
      /** @description Make a team; its maker is its first member */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getTeam: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path: {
        teamId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One team */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  patchTeam: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag of the version that was read. */
        'If-Match'?: string;
      };
      path: {
        teamId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['TeamPatch'];
      };
    };
    responses: {
      /** @description Rename, archive, or change who may write */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  addTeamMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        teamId: components['schemas']['Id'];
        memberId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  removeTeamMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        teamId: components['schemas']['Id'];
        memberId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listCycles: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The cycles, archived ones included */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Cycles'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createCycle: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewCycle'];
      };
    };
    responses: {
      /** @description Make a cycle */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Cycle'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getCycle: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path: {
        cycleId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One cycle */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Cycle'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  patchCycle: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag of the version that was read. */
        'If-Match'?: string;
      };
      path: {
        cycleId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['CyclePatch'];
      };
    };
    responses: {
      /** @description Rename, move or archive a cycle */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Cycle'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listOkrSets: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The OKR records of the workspace */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OkrSets'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createOkrSet: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewOkrSet'];
      };
    };
    responses: {
      /** @description Make the OKR record of a team for a cycle; without teamId, of the company */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OkrSetSummary'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getOkrSet: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path: {
        okrSetId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description An OKR record as its document says, with progress */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OkrSet'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  patchObjective: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag of the version that was read. */
        'If-Match'?: string;
      };
      path: {
        okrSetId: components['schemas']['Id'];
        objectiveId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['ObjectivePatch'];
      };
    };
    responses: {
      /** @description Change an objective; enters the document as an edit */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OkrSet'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  patchKeyResult: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag of the version that was read. */
        'If-Match'?: string;
      };
      path: {
        okrSetId: components['schemas']['Id'];
        objectiveId: components['schemas']['Id'];
        keyResultId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['KeyResultPatch'];
      };
    };
    responses: {
      /** @description Change a key result; enters the document as an edit */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OkrSet'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getDocumentHistory: {
    parameters: {
      query?: {
        /** @description The `before` of the page before: entries that end before this row. */
        before?: string;
        /** @description How many entries, 1 to 1000; 100 unless said. */
        limit?: string;
      };
      header?: {
        'If-None-Match'?: string;
      };
      path: {
        documentId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Who changed how much of a document in which minute, newest first */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DocumentHistory'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getDocumentAt: {
    parameters: {
      query?: never;
      header?: {
        'If-None-Match'?: string;
      };
      path: {
        documentId: components['schemas']['Id'];
        /** @description ISO 8601 instant in UTC, to the microsecond; every commit up to it counts. */
        instant: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A document as it was at an instant */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DocumentState'];
        };
      };
      /** @description Not changed. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  restoreDocument: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names this command: sending it again with the same key answers the first result and does nothing twice. */
        'Idempotency-Key'?: string;
      };
      path: {
        documentId: components['schemas']['Id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DocumentRestore'];
      };
    };
    responses: {
      /** @description The document after it; `seq` is the row that it was brought back to */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DocumentState'];
        };
      };
      /** @description Refused; nothing was changed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
