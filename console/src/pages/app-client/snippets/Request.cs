using System.Net.Http.Headers;
using System.Text;

var secret = Environment.GetEnvironmentVariable("CLIENT_SECRET");
var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{CLIENT_ID}}:{secret}"));
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
var answer = await http.PostAsync("{{TOKEN_ENDPOINT}}", new FormUrlEncodedContent(new Dictionary<string, string>
{
    ["grant_type"] = "client_credentials",
    ["scope"] = "{{SCOPES}}",
}));
Console.WriteLine(await answer.Content.ReadAsStringAsync());
