export const text = {
  help: 'What runs here, and whose work is in the console. The server’s own libraries and their licences are in the file THIRD-PARTY of the installation.',
  licenceOf: 'Licence of',
  mode: 'Mode',
  noNotices: 'The notices are made when the console is built.',
  notices: 'Open-source notices',
  noticesHint: 'Libraries in this console, with their licences.',
  title: 'About',
  version: 'Version',
} as const;
