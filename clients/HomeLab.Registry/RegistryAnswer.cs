using System.Globalization;
using System.Net;
using System.Text.Json;

namespace HomeLab.Registry;

/// <summary>Tells a good answer from the others, and reads no more of one than allowed.</summary>
static class RegistryAnswer
{
    const int LongestError = 64 * 1024;
    const int LongestWords = 200;
    const string TooMany = "TOOMANYREQUESTS";

    /// <param name="what">What was asked for, for people: <c>library/traefik:v3.1</c>.</param>
    /// <exception cref="RegistryException">It is not a good one.</exception>
    public static async Task EnsureAsync(HttpResponseMessage response, RegistrySettings settings, string what, TimeProvider time, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        var (host, status) = (settings.Host, (int)response.StatusCode);
        var (code, words) = await ErrorAsync(response, settings, time, cancellationToken);
        var said = $"{host} answers {status} for {what}{(words.Length > 0 ? $": {words}" : "")}";
        throw response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => Refused(),
            _ when code == TooMany => Refused(),
            HttpStatusCode.Unauthorized when settings.Credential is not null => new RegistryException(RegistryFailure.Unauthorized, $"{said}; it does not take the credentials that the lab gives for it, or the image is not there"),
            HttpStatusCode.Unauthorized => new RegistryException(RegistryFailure.Unauthorized, $"{said}; the image is not there, or is private and the lab gives no credentials for {host}"),
            HttpStatusCode.Forbidden => new RegistryException(RegistryFailure.Forbidden, $"{said}; the credentials may not read it"),
            HttpStatusCode.NotFound => new RegistryException(RegistryFailure.NotFound, said),
            >= HttpStatusCode.InternalServerError => new RegistryException(RegistryFailure.Unavailable, said) { RetryAfter = RetryAfter(response, time) },
            _ => new RegistryException(RegistryFailure.Unreadable, said),
        };

        RegistryException Refused() => new(RegistryFailure.TooMany, said) { RetryAfter = RetryAfter(response, time) };
    }

    /// <exception cref="RegistryException">It is longer, or breaks off.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, RegistrySettings settings, int longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            using var body = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, either.Token)) > 0;)
            {
                if (body.Length + read > longest)
                    throw new RegistryException(RegistryFailure.Unreadable, $"{settings.Host} answers with more than {longest} bytes");
                body.Write(buffer, 0, read);
            }
            return body.ToArray();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is (HttpRequestException or IOException or OperationCanceledException))
        {
            throw new RegistryException(RegistryFailure.Unavailable, $"{settings.Host}: the answer broke off", exception);
        }
    }

    /// <summary>RFC 9110, 10.2.3; Docker Hub's holds for abuse say the moment in seconds since 1970, in a header of their own.</summary>
    static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (response.Headers.TryGetValues("X-Retry-After", out var moments) && long.TryParse(moments.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
            && moment is > 0 and < 253_402_300_800)
        {
            return NotNegative(DateTimeOffset.FromUnixTimeSeconds(moment) - now);
        }
        return response.Headers.RetryAfter is not { } after ? null : after.Delta ?? (after.Date is { } date ? NotNegative(date - now) : null);
    }

    static TimeSpan NotNegative(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    /// <summary>Code and message of the first error: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes.</summary>
    static async Task<(string Code, string Words)> ErrorAsync(HttpResponseMessage response, RegistrySettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = JsonDocument.Parse(await ReadAsync(response, settings, LongestError, time, cancellationToken));
            if (answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                && errors.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } error)
            {
                return (Text(error, "code"), Text(error, "message"));
            }
        }
        catch (Exception exception) when (exception is JsonException or RegistryException)
        {
            // A proxy's page says less than its status.
        }
        return ("", "");
    }

    static string Text(JsonElement element, string name)
    {
        var text = element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return string.Concat(text.Where(it => !char.IsControl(it)).Take(LongestWords));
    }
}
