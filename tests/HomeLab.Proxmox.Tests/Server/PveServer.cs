using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HomeLab.Proxmox.Tests.Server;

/// <summary>
/// A port of this machine that answers as recorded. Written on sockets, because reason phrases, pseudo statuses and cut
/// connections are what matters.
/// </summary>
sealed class PveServer : IAsyncDisposable
{
    const string Root = "/api2/json/";

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stopping = new();
    readonly ConcurrentDictionary<string, ConcurrentQueue<PveReply>> replies = new();
    readonly X509Certificate2? certificate;
    int connections;

    PveServer(X509Certificate2? certificate)
    {
        this.certificate = certificate;
        listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public ConcurrentQueue<PveRequest> Seen { get; } = new();

    public int Connections => connections;

    /// <param name="answers">By request line; several for one line are given in turn, and the last for ever.</param>
    public static PveServer Start(params (string Line, PveReply Reply)[] answers) => Start(null, answers);

    public static PveServer Start(X509Certificate2? certificate, params (string Line, PveReply Reply)[] answers)
    {
        var server = new PveServer(certificate);
        foreach (var (line, reply) in answers)
        {
            server.replies.GetOrAdd(line, _ => new()).Enqueue(reply);
        }
        return server;
    }

    public ProxmoxClient Client(TimeProvider? time = null, Func<ProxmoxSettings, ProxmoxSettings>? with = null, string token = Token) =>
        new((with ?? (settings => settings))(new ProxmoxSettings { Endpoints = [new ProxmoxEndpoint(Address)] }),
            _ => ValueTask.FromResult(token),
            time ?? TimeProvider.System);

    public const string Token = "svc@pve!ctl=" + Secret;

    public const string Secret = "6f1c0000-1111-2222-3333-444455556666";

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Interlocked.Increment(ref connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await SecureAsync(client.GetStream());
                while (await ReadAsync(stream) is { } request)
                {
                    Seen.Enqueue(request);
                    var reply = ReplyTo(request);
                    if (reply == PveReply.Silence)
                    {
                        await Task.Delay(Timeout.Infinite, stopping.Token);
                    }
                    await stream.WriteAsync(reply.Bytes ?? [], stopping.Token);
                    if (reply.EndsConnection)
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
            {
            }
        }
    }

    async Task<Stream> SecureAsync(Stream stream)
    {
        if (certificate is null)
        {
            return stream;
        }
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopping.Token);
        return secure;
    }

    PveReply ReplyTo(PveRequest request)
    {
        if (!replies.TryGetValue(request.Line, out var queue) || !queue.TryPeek(out var reply))
        {
            return PveReply.No(501, $"Method '{request.Line}' not implemented");
        }
        if (queue.Count > 1)
        {
            queue.TryDequeue(out reply);
        }
        return reply!;
    }

    async Task<PveRequest?> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stopping.Token) == 0)
            {
                return null;
            }
            head.Append((char)one[0]);
        }
        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stopping.Token);
        var path = first[1].StartsWith(Root, StringComparison.Ordinal) ? first[1][Root.Length..] : first[1];
        return new PveRequest($"{first[0]} {path}", first[2], headers, Encoding.UTF8.GetString(body));
    }
}
