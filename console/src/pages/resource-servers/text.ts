export const text = {
  create: 'Create a resource server',
  delete: 'Delete',
  edit: 'Edit resource server',
  gone: 'This user pool has no such resource server.',
  help: 'A resource server stands for an API. Its custom scopes say what may be done there; an app client gets the ones that are attached to it, and asks for them as identifier/scope.',
  save: 'Save changes',
  saved: 'Changes saved.',
  title: 'Resource servers',
} as const;
