// ASP.NET Core, as the API that is called: Microsoft.AspNetCore.Authentication.JwtBearer.
using Microsoft.AspNetCore.Authentication.JwtBearer;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
{
    options.MetadataAddress = "{{DISCOVERY_URL}}";
    options.RequireHttpsMetadata = options.MetadataAddress.StartsWith("https:");
    options.TokenValidationParameters.ValidIssuer = "{{ISSUER}}";
    options.TokenValidationParameters.ValidateAudience = false; // Access tokens have no aud.
});
builder.Services.AddAuthorization(options => options.AddPolicy("scope", policy => policy.RequireAssertion(
    context => context.User.FindFirst("scope")?.Value.Split(' ').Contains("{{FIRST_SCOPE}}") == true)));
var app = builder.Build();
app.MapGet("/", () => "Hello").RequireAuthorization("scope");
app.Run();
