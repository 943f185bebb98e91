using System.Text.Json;

namespace HomeLab.Komodo.Transport;

/// <summary>Tells an answer of the API from the web page that Core gives for every other path, and a failure from another.</summary>
static class Answer
{
    public static T Read<T>(Call call, HttpResponseMessage response, byte[] body, KomodoKey credential)
        where T : class
    {
        var status = (int)response.StatusCode;
        if (!response.IsSuccessStatusCode)
            throw FailureOf(call, status, Parse<Refusal>(body), credential);
        return Parse<T>(body) ?? throw new KomodoException(KomodoFailure.Unreadable, call.Sentence(
            body.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("<"u8)
                ? "a page for people came instead of an answer; the address must be the root of a Komodo Core of version 1.19 or later"
                : "the answer is not of the API or not in its shape")) { Status = status };
    }

    static KomodoException FailureOf(Call call, int status, Refusal? refusal, KomodoKey credential)
    {
        var said = FailureText.Line(refusal?.Error, credential);
        // The context comes first and the cause last; which of them has the telling words differs.
        var failure = FailureOf(status, string.Join(' ', (refusal?.Trace ?? []).Prepend(refusal?.Error ?? "")), refusal is not null);
        return new KomodoException(failure, call.Sentence(said.Length == 0 ? $"HTTP {status}" : $"{said.TrimEnd('.')} ({status})")) { Status = status };
    }

    static KomodoFailure FailureOf(int status, string said, bool isOfKomodo) => status switch
    {
        401 => KomodoFailure.KeyRefused,
        403 => KomodoFailure.Forbidden,
        404 => KomodoFailure.NotFound,
        429 => KomodoFailure.TooMany,
        _ when !isOfKomodo => KomodoFailure.Unavailable,
        >= 500 => FailureText.Of(said) ?? KomodoFailure.Failed,
        _ => KomodoFailure.Rejected,
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

    sealed record Refusal
    {
        public required string Error { get; init; }

        public IReadOnlyList<string>? Trace { get; init; }
    }
}
