using System.Security.Authentication;

namespace HomeLab.Proxmox.Transport;

/// <summary>One host, what is sent to it, and what was found out about it.</summary>
sealed class Host(ProxmoxEndpoint endpoint, ProxmoxSettings settings, TimeProvider time) : IDisposable
{
    const string ApiRoot = "api2/json";

    readonly Uri root = RootOf(endpoint.Address);
    readonly HttpMessageInvoker reads = new(Connections.ForReads(endpoint, settings));
    readonly HttpMessageInvoker writes = new(Connections.ForWrites(endpoint, settings));
    volatile bool isVerified;
    volatile ProxmoxException? failure;

    public ProxmoxEndpoint Endpoint => endpoint;

    /// <summary>It is of the expected cluster, and was reached ever since that was asked.</summary>
    public bool IsVerified => isVerified;

    public ProxmoxException? Failure => failure;

    public void Verified() => isVerified = true;

    public void Failed(ProxmoxException e)
    {
        failure = e;
        isVerified = false;
    }

    public async Task<Envelope<T>> ExchangeAsync<T>(Call call, ProxmoxCredential credential, CancellationToken cancellationToken)
    {
        if (root.Scheme != Uri.UriSchemeHttps && !root.IsLoopback)
        {
            var sentence = call.Sentence(false, $"the token is not sent to {endpoint} in clear text; use https");
            throw new ProxmoxException(ProxmoxFailure.TokenRefused, sentence) { WasSent = false };
        }
        using var request = call.ToRequest(root, credential);
        try
        {
            using var response = await (call.IsWrite ? writes : reads).SendAsync(request, cancellationToken);
            var answer = Answer.Read<T>(call, response, await BodyAsync(call, response, cancellationToken), credential, time.GetUtcNow());
            failure = null;
            return answer;
        }
        catch (HttpRequestException e) when (e.InnerException is CertificateRefusedException refused)
        {
            throw new ProxmoxException(ProxmoxFailure.CertificateRefused, call.Sentence(false, refused.Message), e) { WasSent = false };
        }
        catch (HttpRequestException e)
        {
            // The outermost says only that something went wrong.
            throw call.NoAnswer($"{endpoint}: {e.GetBaseException().Message}", e, WasSent(e));
        }
        catch (IOException e)
        {
            throw call.NoAnswer($"{endpoint}: {e.Message}", e, wasSent: true);
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw call.NoAnswer($"{endpoint} did not accept a connection within {settings.ConnectTimeout.TotalSeconds} s", e, wasSent: false);
        }
    }

    async Task<byte[]> BodyAsync(Call call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(settings.LargestAnswer, cancellationToken);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw Answer.Unreadable(call, response, $"the answer has more than {settings.LargestAnswer} bytes");
        }
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    public void Dispose()
    {
        reads.Dispose();
        writes.Dispose();
    }

    static bool WasSent(HttpRequestException e) => e.InnerException is not AuthenticationException && e.HttpRequestError is not (
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);

    static Uri RootOf(Uri address)
    {
        var bare = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri(bare.EndsWith(ApiRoot, StringComparison.Ordinal) ? $"{bare}/" : $"{bare}/{ApiRoot}/");
    }
}
