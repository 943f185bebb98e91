using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using k8s;
using k8s.Autorest;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>Tells from what a client throws why a cluster, or one of its types, could not be read.</summary>
static class KubernetesFailure
{
    public static Refusal Of(Exception exception, TimeSpan timeout) => exception switch
    {
        SourceUnavailableException unavailable => unavailable.Why,
        OperationCanceledException or TimeoutException => Because("Timeout", $"the API server did not answer within {timeout.TotalSeconds:0.#} s"),
        HttpOperationException { Response.StatusCode: var status } => OfStatus(status),
        KubernetesException { Status: { } status } => OfStatus((HttpStatusCode)(status.Code ?? 0)),
        JsonException => Because("MalformedAnswer", "the answer is not what an API server says; is something else listening there?"),
        _ => OfConnection(exception),
    };

    /// <summary>The place from which a watch would go on is no longer known; a new list is.</summary>
    public static bool IsExpired(Exception? exception) =>
        exception is KubernetesException { Status.Code: 410 } or HttpOperationException { Response.StatusCode: HttpStatusCode.Gone };

    static Refusal OfStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => Because("Unauthorized", "the API server does not know who asks (status 401); are the kubeconfig's credentials still good?"),
        HttpStatusCode.Forbidden => Because("Forbidden", "the account may not list and watch this (status 403); a ClusterRole with both verbs is missing"),
        HttpStatusCode.NotFound => Because("NotFound", "the API server does not serve this (status 404)"),
        HttpStatusCode.TooManyRequests => Because("TooManyRequests", "the API server lets no more requests through for now (status 429)"),
        _ => Because("ServerError", $"the API server answered with status {(int)status}"),
    };

    static Refusal OfConnection(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
                return Because("TlsRefused", "the certificates do not satisfy both sides; see certificate-authority-data of the kubeconfig");
            if (inner is SocketException { SocketErrorCode: not (SocketError.ConnectionReset or SocketError.ConnectionAborted) and var error })
            {
                return error switch
                {
                    SocketError.ConnectionRefused => Because("ConnectionRefused", "nothing listens at the API server's address"),
                    SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Because("NameNotFound", "the API server's host name is not known"),
                    SocketError.TimedOut => Because("Timeout", "the API server's host does not answer"),
                    _ => Because("Unreachable", $"the connection to the API server failed: {error}"),
                };
            }
        }
        return Because("ConnectionLost", "the connection to the API server ended within an answer");
    }

    static Refusal Because(string code, string message) => new(code, message, "");
}
