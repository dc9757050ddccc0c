export const text = {
  add: 'Add users',
  addTitle: (group: string) => `Add users to ${group}`,
  added: 'added to the group',
  adding: 'Adding users to the group',
  choose: 'Choose users',
  created: 'Created',
  deleteAction: 'Delete',
  deleteConsequences: (members: number | undefined) =>
    members === undefined
      ? 'All members lose the group. The users stay.'
      : members === 0
        ? 'The group has no members.'
        : `${members === 1 ? '1 user loses' : `${members} users lose`} the group: new tokens no longer name it. The users stay.`,
  deleteTitle: (name: string) => `Delete group ${name}?`,
  deleted: (name: string) => `Group ${name} deleted.`,
  description: 'Description',
  edit: 'Edit',
  email: 'Email address',
  find: 'Find members by name, email address or status',
  help: 'Members carry the name of the group in the claim cognito:groups of the tokens that they get from now on; those that they have stay as they are until they expire.',
  information: 'Group information',
  members: 'Members',
  membersNone: 'No members',
  membersNoneHint: 'Add users; their next tokens name the group.',
  name: 'Group name',
  noUser: 'No user name or email address begins so.',
  precedence: 'Precedence',
  remove: 'Remove',
  removed: 'removed from the group',
  removing: 'Removing users from the group',
  role: 'IAM role ARN',
  saved: 'Group saved.',
  status: 'Confirmation status',
  typeToFind: 'Type the beginning of a user name or an email address',
  updated: 'Updated',
  username: 'User name',
} as const;
