using System.Text.Json;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Transport;

/// <summary>Tells an answer of Proxmox from what a proxy in front of it put in its place, and a failure from another.</summary>
static class Answer
{
    public static Envelope<T> Read<T>(
        Call call, HttpResponseMessage response, byte[] body, ProxmoxCredential credential, DateTimeOffset now)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw FailureOf(call, response, Parse<Refusal>(body), credential, now);
        }
        return Parse<Envelope<T>>(body) switch
        {
            null => throw Unreadable(call, response, "the answer is not of the API or not in its shape"),
            { Data: null } when !call.MayBeNull => throw Unreadable(call, response, "the answer is empty"),
            var envelope => envelope,
        };
    }

    public static ProxmoxException Unreadable(Call call, HttpResponseMessage response, string why) =>
        new(ProxmoxFailure.Unreadable, call.Sentence(call.IsWrite, why)) { Status = (int)response.StatusCode, IsAmbiguous = call.IsWrite };

    static ProxmoxException FailureOf(
        Call call, HttpResponseMessage response, Refusal? refusal, ProxmoxCredential credential, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var secrets = call.Parameters.Secrets.Append(credential.Secret).ToList();
        var errors = (refusal?.Errors ?? []).ToDictionary(error => error.Key, error => FailureText.Line(error.Value, secrets));
        var said = FailureText.Line(string.IsNullOrWhiteSpace(refusal?.Message) ? response.ReasonPhrase : refusal.Message, secrets);
        var failure = FailureOf(status, said, errors, IsOfProxmox(response, refusal));
        var isAmbiguous = call.IsWrite
            && (failure == ProxmoxFailure.NodeUnreachable || (failure == ProxmoxFailure.Unavailable && status is >= 500 or 408));
        return new ProxmoxException(failure, call.Sentence(isAmbiguous, Sentence(response, said, errors)))
        {
            Status = status,
            Errors = errors,
            Lock = FailureText.LockOf(said),
            RetryAfter = RetryAfterOf(response, now),
            IsAmbiguous = isAmbiguous,
        };
    }

    // 595 to 599 are AnyEvent's pseudo statuses of a hop to another node or to pvedaemon that failed.
    static ProxmoxFailure FailureOf(int status, string said, Dictionary<string, string> errors, bool isOfProxmox) => status switch
    {
        401 => ProxmoxFailure.TokenRefused,
        >= 595 and <= 599 => ProxmoxFailure.NodeUnreachable,
        >= 300 and < 400 => ProxmoxFailure.Rejected,
        _ when !isOfProxmox => ProxmoxFailure.Unavailable,
        400 => errors.Values.Select(FailureText.Of).FirstOrDefault(failure => failure is not null) ?? ProxmoxFailure.Invalid,
        403 => ProxmoxFailure.Forbidden,
        404 => ProxmoxFailure.NotFound,
        501 => ProxmoxFailure.NotSupported,
        429 or 502 or 503 or 504 => ProxmoxFailure.Unavailable,
        _ => FailureText.Of(said) ?? ProxmoxFailure.Rejected,
    };

    // A 401 has no body; of the others a very old one may have none, but then the daemon's name.
    static bool IsOfProxmox(HttpResponseMessage response, Refusal? refusal) =>
        refusal is not null || response.Headers.Server.ToString().StartsWith("pve-api-daemon", StringComparison.Ordinal);

    static string Sentence(HttpResponseMessage response, string said, Dictionary<string, string> errors) => (int)response.StatusCode switch
    {
        >= 300 and < 400 => $"the address redirects to {Target(response)}; Proxmox speaks HTTPS on port 8006",
        var status when said.Length == 0 => $"HTTP {status}",
        var status when errors.Count == 0 => $"{said.TrimEnd('.')} ({status})",
        var status => $"{said.TrimEnd('.')} ({status}): {string.Join("; ", errors.Select(error => $"{error.Key}: {error.Value}"))}",
    };

    static string Target(HttpResponseMessage response) =>
        response.Headers.Location is { IsAbsoluteUri: true } location ? location.GetLeftPart(UriPartial.Authority) : "another path";

    static TimeSpan? RetryAfterOf(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    static T? Parse<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Json.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
