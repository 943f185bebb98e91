using System.Net.Sockets;
using System.Security.Authentication;
using HomeLab.Inventory.Catalog.Judging;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Probes;

/// <summary>Asks once, with no credentials. What could not be asked is told apart from what does not answer.</summary>
sealed class ProbeClient(IHttpClientFactory clients, TlsLook tls, IOptions<InventoryOptions> options, TimeProvider time)
{
    public const string Name = "probes";

    const int MostBytes = 64 << 10;
    const int MostRedirects = 3;

    public async Task<ProbeReading> AskAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        var reading = target.Reading(time.GetUtcNow());
        using var deadline = new CancellationTokenSource(options.Value.CallTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            if (target.Probe.Probe == "dns")
                return await AskDnsAsync(target, reading, linked.Token);
            using var connection = new TcpClient();
            if (await ConnectAsync(connection, target, reading, linked.Token) is { } failed)
                return failed;
            if (target.IsTls)
                return reading with { IsRight = true, Served = await tls.AtAsync(connection.GetStream(), target.Name, linked.Token) };
            return target.Probe.Probe == "tcp" ? reading with { IsRight = true } : await AskHttpAsync(target, reading, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return reading with { Failure = $"none within {options.Value.CallTimeout.TotalSeconds:0.#} s" };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or AuthenticationException)
        {
            return reading with { Failure = exception.GetBaseException().Message };
        }
    }

    /// <returns>Null: somebody listens there. Only who refuses was reached; the others may be well behind whatever lies between.</returns>
    async Task<ProbeReading?> ConnectAsync(TcpClient client, ProbeTarget target, ProbeReading reading, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(target.Host, target.Port, cancellationToken);
            return null;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return reading with { Failure = $"{target.Host} refuses connections to port {target.Port}" };
        }
        catch (SocketException exception)
        {
            return reading with { NotAsked = $"{target.Host} cannot be reached from here: {exception.Message}" };
        }
        catch (OperationCanceledException)
        {
            return reading with { NotAsked = $"{target.Host} does not take connections from here within {options.Value.CallTimeout.TotalSeconds:0.#} s" };
        }
    }

    async Task<ProbeReading> AskHttpAsync(ProbeTarget target, ProbeReading reading, CancellationToken cancellationToken)
    {
        var url = new Uri(new UriBuilder(target.Scheme, target.Host, target.Port).Uri, target.Path.Length > 0 ? target.Path : "/");
        using var client = clients.CreateClient(Name);
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(target.Probe.Method ?? "GET"), url);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is >= 300 and < 400 && (int)response.StatusCode != target.Probe.Status && response.Headers.Location is { } location)
            {
                var next = new Uri(url, location);
                if (next.Scheme != url.Scheme || next.Authority != url.Authority || redirects == MostRedirects)
                    return reading with { NotAsked = $"it sends us elsewhere, to {next.Host}" };
                url = next;
                continue;
            }
            return reading with { Status = (int)response.StatusCode, Body = await ReadAsync(response, cancellationToken) };
        }
    }

    static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostBytes];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }

    async Task<ProbeReading> AskDnsAsync(ProbeTarget target, ProbeReading reading, CancellationToken cancellationToken)
    {
        var question = DnsProbe.Ask(target.Probe.Query!);
        using var client = new UdpClient();
        try
        {
            client.Connect(target.Host, target.Port);
            await client.SendAsync(question.Write(), cancellationToken);
            while (true)
            {
                var answer = await client.ReceiveAsync(cancellationToken);
                if (DnsProbe.IsAnswered(question, answer.Buffer) is { } isAnswered)
                    return reading with { IsRight = isAnswered };
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode != SocketError.ConnectionRefused)
        {
            return reading with { NotAsked = $"{target.Host} cannot be reached from here: {exception.Message}" };
        }
        catch (OperationCanceledException)
        {
            // Over UDP nobody says whether the question arrived.
            return reading with { NotAsked = $"no answer over UDP within {options.Value.CallTimeout.TotalSeconds:0.#} s" };
        }
    }
}
