const credentials = Buffer.from(`{{CLIENT_ID}}:${process.env.CLIENT_SECRET}`).toString('base64');
const answer = await fetch('{{TOKEN_ENDPOINT}}', {
  method: 'POST',
  headers: { Authorization: `Basic ${credentials}` },
  body: new URLSearchParams({ grant_type: 'client_credentials', scope: "{{SCOPES}}" }),
});
if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
console.log((await answer.json()).access_token);
