using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.Tokens;

static class TokensApi
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        api.MapGet("/user/tokens/verify", (CloudflareCall call) => Verify(call, isAccount: false));
        api.MapGet("/accounts/{account}/tokens/verify", (string account, CloudflareCall call) =>
            call.Identity(account) == call.Options.AccountId ? Verify(call, isAccount: true) : throw CloudflareRefusal.NotAuthorised());
    }

    static CloudflareAnswer Verify(CloudflareCall call, bool isAccount)
    {
        var credential = call.Credential;
        if (credential.Token is not { } token || token.IsAccountOwned != isAccount)
            throw new CloudflareRefusal(StatusCodes.Status401Unauthorized, 1000, "Invalid API Token");
        var result = new JsonObject { ["id"] = Ids.For("token " + token.Name), ["status"] = credential.Status.ToString().ToLowerInvariant() };
        if (token.ExpiresOn is { } expires)
            result["expires_on"] = expires.ToApiSeconds();
        var messages = credential.Status == TokenStatus.Active
            ? new JsonArray(new JsonObject { ["code"] = 10000, ["message"] = "This API Token is valid and active", ["type"] = null })
            : [];
        return CloudflareAnswer.Of(result, messages: messages);
    }
}
