using System.Net.Http.Headers;
using System.Text.Json;

namespace HomeLab.Komodo.Transport;

/// <summary>One call, with words so that every failure of it reads alike: <c>list the stacks</c>.</summary>
/// <param name="Path">Below the root.</param>
sealed record Call(HttpMethod Method, string Path, string Purpose, object? Parameters)
{
    public HttpRequestMessage ToRequest(Uri root, KomodoKey credential)
    {
        var request = new HttpRequestMessage(Method, new Uri(root, Path));
        request.Headers.Add("X-Api-Key", credential.Key);
        request.Headers.Add("X-Api-Secret", credential.Secret);
        if (Parameters is not null)
        {
            // Without exactly this type a body is refused.
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Parameters, Json.Options))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
        }
        return request;
    }

    public string Sentence(string why) => $"Failed to {Purpose}: {why.TrimEnd('.')}.";
}
