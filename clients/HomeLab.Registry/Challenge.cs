using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace HomeLab.Registry;

/// <summary>How a registry wants to be asked: <c>Bearer realm="…",service="…"</c> or <c>Basic</c> (RFC 9110, 11.6.1).</summary>
sealed partial record Challenge(bool IsBearer, Uri? Realm, string? Service)
{
    const int LongestParameters = 4_000;

    /// <returns>Null: none that this client knows.</returns>
    public static Challenge? Of(HttpResponseHeaders headers)
    {
        var known = headers.WwwAuthenticate.ToList();
        if (known.Find(it => Is(it, "Bearer")) is { Parameter: { Length: <= LongestParameters } parameters })
        {
            var values = Parameter().Matches(parameters).ToLookup(it => it.Groups["name"].Value.ToLowerInvariant(), it => Unquoted(it.Groups["value"].Value));
            if (Uri.TryCreate(values["realm"].FirstOrDefault(), UriKind.Absolute, out var realm))
                return new Challenge(true, realm, values["service"].FirstOrDefault());
        }
        return known.Exists(it => Is(it, "Basic")) ? new Challenge(false, null, null) : null;
    }

    static bool Is(AuthenticationHeaderValue value, string scheme) => value.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    static string Unquoted(string value) => value.StartsWith('"') ? Escape().Replace(value[1..^1], "$1") : value;

    [GeneratedRegex("""(?<name>[A-Za-z_]+)\s*=\s*(?<value>"([^"\\]|\\.)*"|[^\s,"]+)""")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
