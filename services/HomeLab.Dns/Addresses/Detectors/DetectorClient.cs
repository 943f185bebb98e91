using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Socket = System.Net.Sockets.Socket;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>Asks over HTTP by one family only, on a connection of its own each time, and believes no more than a whole, small answer.</summary>
/// <remarks>
/// A connection that was kept could leave by an uplink that is no longer the one in use. Redirects, proxies and cookies are not followed: each
/// would have somebody else answer.
/// </remarks>
sealed class DetectorClient(IConfiguration configuration) : IDisposable
{
    const int LargestAnswer = 64 * 1024;

    readonly ConcurrentDictionary<(IpFamily Family, string? Interface), HttpMessageInvoker> invokers = new();

    /// <summary>
    /// Where a URL leads: <c>http://simulators/…</c> names something of the fleet, which is where whoever started the fleet put it.
    /// </summary>
    public Uri Resolve(string url)
    {
        var named = new Uri(url);
        return configuration[$"services:{named.Host}:{named.Scheme}:0"] is { Length: > 0 } known ? new Uri(new Uri(known), named.PathAndQuery) : named;
    }

    /// <summary>An answer of somebody on the internet, whose certificate is checked.</summary>
    public Task<byte[]> AskAsync(Question question, HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { Scheme: "http", IsLoopback: false } url
            ? throw new DetectionException("NotEncrypted", $"{url.Host} is not asked: anybody on the way could answer over http://.")
            : SendAsync(question, request, cancellationToken);

    /// <summary>An answer of somebody in the lab, who seldom has a certificate.</summary>
    public async Task<byte[]> SendAsync(Question question, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.ParseAdd("HomeLab");
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower);
        try
        {
            using var response = await invokers.GetOrAdd((question.Family, question.Interface), Create).SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new DetectionException("HttpStatus", $"It answered {(int)response.StatusCode} {response.StatusCode}.");
            }
            if (response.Version.Major < 2 && response.Content.Headers.ContentLength is null && response.Headers.TransferEncodingChunked != true)
            {
                throw new DetectionException("Unframed", "Its answer has neither a length nor an end, so nobody can tell whether it is whole.");
            }
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new DetectionException(CodeOf(e), $"{request.RequestUri!.Host} cannot be asked over {question.Family}: {e.InnerException?.Message ?? e.Message}", e);
        }
        catch (IOException e)
        {
            throw new DetectionException("Truncated", $"Its answer broke off: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        foreach (var invoker in invokers.Values)
        {
            invoker.Dispose();
        }
    }

    static string CodeOf(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "NameUnknown",
        HttpRequestError.SecureConnectionError => "CertificateRefused",
        HttpRequestError.ConfigurationLimitExceeded => "TooLarge",
        HttpRequestError.ResponseEnded => "Truncated",
        HttpRequestError.ConnectionError => "ConnectionFailed",
        _ => e.InnerException is IOException ? "Truncated" : "NoAnswer",
    };

    static HttpMessageInvoker Create((IpFamily Family, string? Interface) way) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseHeadersLength = 16,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(way.Family, way.Interface, context.DnsEndPoint, cancellationToken),
    });

    static async ValueTask<Stream> ConnectAsync(IpFamily family, string? from, DnsEndPoint to, CancellationToken cancellationToken)
    {
        var addressFamily = family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        var addresses = (await System.Net.Dns.GetHostAddressesAsync(to.Host, cancellationToken)).Where(it => it.AddressFamily == addressFamily).ToArray();
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound, $"{to.Host} has no {family} address");
        }
        var socket = new Socket(addressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (from is not null)
            {
                socket.Bind(new IPEndPoint(SourceOf(from, family), 0));
            }
            await socket.ConnectAsync(addresses, to.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static IPAddress SourceOf(string name, IpFamily family) =>
        LocalAddresses.Of(name, family).FirstOrDefault(address => !address.IsIPv6LinkLocal)
        ?? throw new SocketException((int)SocketError.AddressNotAvailable, $"{name} has no {family} address on this machine");
}
