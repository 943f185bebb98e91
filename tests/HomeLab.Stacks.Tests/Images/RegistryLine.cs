using System.Collections.Concurrent;
using System.Net;

namespace HomeLab.Stacks.Tests.Images;

/// <summary>The line to registries: keeps what is asked, and answers itself while the test says so.</summary>
sealed class RegistryLine
{
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>In the registry's place; null: the registry answers.</summary>
    public Func<HttpResponseMessage>? Answer { get; set; }

    public static HttpResponseMessage TooMany(TimeSpan retryAfter)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter = new(retryAfter);
        return answer;
    }

    public HttpMessageHandler Handler() => new Line(this);

    sealed class Line(RegistryLine registry) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            registry.Asked.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}");
            return registry.Answer?.Invoke() ?? await base.SendAsync(request, cancellationToken);
        }
    }
}
