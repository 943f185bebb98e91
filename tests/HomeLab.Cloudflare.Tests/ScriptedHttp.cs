using System.Net;
using System.Text;

namespace HomeLab.Cloudflare.Tests;

/// <summary>Answers calls in the order of a script and remembers them.</summary>
sealed class ScriptedHttp(params Func<HttpRequestMessage, HttpResponseMessage>[] script) : HttpMessageHandler
{
    int next;

    public List<(string Line, string? Authorization, string Body)> Seen { get; } = [];

    public static Func<HttpRequestMessage, HttpResponseMessage> Json(HttpStatusCode status, string body, params (string, string)[] headers) =>
        _ =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach (var (name, value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }
            return response;
        };

    public static Func<HttpRequestMessage, HttpResponseMessage> Ok(string result, string info = "null") =>
        Json(HttpStatusCode.OK, $$"""{"success":true,"errors":[],"messages":[],"result":{{result}},"result_info":{{info}}}""");

    public static Func<HttpRequestMessage, HttpResponseMessage> No(HttpStatusCode status, string errors) =>
        Json(status, $$"""{"success":false,"errors":[{{errors}}],"messages":[],"result":null}""");

    public static Func<HttpRequestMessage, HttpResponseMessage> Html(HttpStatusCode status) =>
        _ => new HttpResponseMessage(status) { Content = new StringContent("<html>error code: 1020</html>", Encoding.UTF8, "text/html") };

    public static Func<HttpRequestMessage, HttpResponseMessage> Throws(Exception exception) => _ => throw exception;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Seen.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", request.Headers.Authorization?.ToString(), body));
        Assert.True(next < script.Length, $"There was no call more to be made than {script.Length}, but: {Seen[^1].Line}");
        return script[next++](request);
    }
}
