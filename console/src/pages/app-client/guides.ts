import requestCs from './snippets/Request.cs?raw';
import requestGo from './snippets/request.go?raw';
import requestJava from './snippets/Request.java?raw';
import requestMjs from './snippets/request.mjs?raw';
import requestPy from './snippets/request.py?raw';
import requestSh from './snippets/request.sh?raw';
import spring from './snippets/application.yml?raw';
import verifyCs from './snippets/Verify.cs?raw';
import verifyGo from './snippets/verify.go?raw';
import verifyJava from './snippets/Verify.java?raw';
import verifyMjs from './snippets/verify.mjs?raw';
import verifyPy from './snippets/verify.py?raw';
import verifySh from './snippets/verify.sh?raw';
import type { Quoting } from './fill';

/** Code to ask for a token and to check one, by language (ui 8.4). */
export interface Guide {
  readonly id: string;
  readonly label: string;
  readonly quoting: Quoting;
  readonly request?: string;
  readonly verify: string;
}

export const GUIDES: readonly Guide[] = [
  { id: 'curl', label: 'curl', quoting: 'shell', request: requestSh, verify: verifySh },
  { id: 'java', label: 'Java', quoting: 'double', request: requestJava, verify: verifyJava },
  { id: 'spring', label: 'Spring Boot', quoting: 'double', verify: spring },
  { id: 'python', label: 'Python', quoting: 'double', request: requestPy, verify: verifyPy },
  { id: 'node', label: 'Node', quoting: 'double', request: requestMjs, verify: verifyMjs },
  { id: 'go', label: 'Go', quoting: 'double', request: requestGo, verify: verifyGo },
  { id: 'csharp', label: 'C#', quoting: 'double', request: requestCs, verify: verifyCs },
];
