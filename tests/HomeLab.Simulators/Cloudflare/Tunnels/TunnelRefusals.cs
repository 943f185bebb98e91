using System.Text.Json;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Tunnels;

static class TunnelRefusals
{
    public static CloudflareRefusal NotFound() => new(StatusCodes.Status404NotFound, 1003, "Tunnel not found");

    public static CloudflareRefusal NameTaken() => new(StatusCodes.Status409Conflict, 1013, "You already have a tunnel with this name.");

    public static CloudflareRefusal Connected() =>
        new(StatusCodes.Status400BadRequest, 1022, "Cannot delete tunnel because it has active connections");

    /// <summary>Whether rules are what cloudflared takes: the last, and it alone, matches everything.</summary>
    public static void ThrowIfWrong(JsonElement config)
    {
        if (!config.TryGetProperty("ingress", out var ingress))
            return;
        var rules = ingress.ValueKind == JsonValueKind.Array ? ingress.EnumerateArray().ToList() : throw Wrong("ingress must be a list");
        for (var index = 0; index < rules.Count; index++)
        {
            if (Text(rules[index], "service").Length == 0)
                throw Wrong($"Rule #{index + 1} has no service");
            if (Text(rules[index], "hostname").LastIndexOf('*') > 0)
                throw Wrong($"Rule #{index + 1} has a wildcard that is not at the start of its hostname");
            var isCatchAll = Text(rules[index], "hostname") is "" or "*" && Text(rules[index], "path").Length == 0;
            if (isCatchAll != (index == rules.Count - 1))
                throw Wrong(isCatchAll ? $"Rule #{index + 1} is matching the hostname '', but it will match every hostname" : "The last ingress rule must match all URLs");
        }
    }

    static string Text(JsonElement rule, string name) =>
        rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    static CloudflareRefusal Wrong(string why) => new(StatusCodes.Status400BadRequest, 1056, $"Bad Configuration: {why}");
}
