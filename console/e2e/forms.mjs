// The forms that are pages: how each is filled in, what sends it and what it sends.

/**
 * By the path of the page: `fields` as of `fillIn`; `submit`, the button; `operation`, the call that writes; `done`, what is
 * shown afterwards; `steps` where the form makes room for what is done step by step.
 */
export const FORMS = {
  '/user-pools/create': {
    fields: [['Machine-to-machine application'], ['Name your application', 'Typed orders']],
    submit: 'Create user directory',
    operation: 'CreateUserPool',
    steps: true,
    done: (page) => page.getByRole('heading', { level: 1, name: "Your application's resources are ready" }),
  },
  '/user-pools/:pool/app-clients/create': {
    fields: [['Name your application', 'Typed client']],
    submit: 'Create app client',
    operation: 'CreateUserPoolClient',
    done: (page) => page.getByRole('heading', { level: 1, name: 'Typed client' }),
  },
  '/user-pools/:pool/app-clients/:client/edit': {
    fields: [['App client name', 'Typed anew']],
    submit: 'Save changes',
    operation: 'UpdateUserPoolClient',
    done: (page) => page.getByRole('heading', { level: 1, name: 'Typed anew' }),
  },
  '/user-pools/:pool/app-clients/:client/login-pages': {
    fields: [['Allowed sign-out URLs', 'https://example.com/signed-out']],
    submit: 'Save changes',
    operation: 'UpdateUserPoolClient',
    done: (page) => page.getByText('Changes saved.').first(),
  },
  '/user-pools/:pool/domain/resource-servers/create': {
    fields: [
      ['Resource server name', 'Typed server'],
      ['Resource server identifier', 'typed'],
    ],
    submit: 'Create a resource server',
    operation: 'CreateResourceServer',
    done: (page) => page.getByText('Resource server Typed server created.').first(),
  },
  '/user-pools/:pool/domain/resource-servers/edit': {
    fields: [['Resource server name', 'Typed name']],
    submit: 'Save changes',
    operation: 'UpdateResourceServer',
    done: (page) => page.getByText('Changes saved.').first(),
  },
  '/user-pools/:pool/users/create': {
    fields: [['User name', 'typed-user']],
    submit: 'Create user',
    operation: 'AdminCreateUser',
    done: (page) => page.getByRole('heading', { level: 1, name: 'typed-user' }),
  },
};

/** What sends the form. */
export function submitOf(page, { submit }) {
  return page.getByRole('main').getByRole('button', { name: submit, exact: true });
}
