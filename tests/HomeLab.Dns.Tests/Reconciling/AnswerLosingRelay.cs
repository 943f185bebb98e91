using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>
/// Stands between a client and a name server and passes everything on, except that it can let an update through and cut the connection
/// once the server has answered it.
/// </summary>
sealed class AnswerLosingRelay : IAsyncDisposable
{
    const int OpcodeUpdate = 5;

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stopping = new();
    readonly int server;
    readonly Task accepting;
    int losses;

    public AnswerLosingRelay(int server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The answer of the next update is lost.</summary>
    public void LoseNext() => Interlocked.Increment(ref losses);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await listener.AcceptTcpClientAsync(stopping.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task PassAsync(TcpClient client)
    {
        try
        {
            using (client)
            using (var upstream = new TcpClient())
            {
                await upstream.ConnectAsync(IPAddress.Loopback, server, stopping.Token);
                var answers = upstream.GetStream().CopyToAsync(client.GetStream(), stopping.Token);
                while (await ReadAsync(client.GetStream()) is { } request)
                {
                    if ((request[4] >> 3 & 0xf) == OpcodeUpdate && Interlocked.CompareExchange(ref losses, 0, 1) == 1)
                    {
                        await LoseAsync(request);
                        return;
                    }
                    await upstream.GetStream().WriteAsync(request, stopping.Token);
                }
                await answers;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side has hung up.
        }
    }

    /// <summary>Over a connection of its own, so that nothing of the answer is passed on.</summary>
    async Task LoseAsync(byte[] request)
    {
        using var upstream = new TcpClient();
        await upstream.ConnectAsync(IPAddress.Loopback, server, stopping.Token);
        await upstream.GetStream().WriteAsync(request, stopping.Token);
        await ReadAsync(upstream.GetStream());
    }

    /// <summary>A message with its length before it; null: there comes no other.</summary>
    async Task<byte[]?> ReadAsync(NetworkStream stream)
    {
        var length = new byte[2];
        if (await stream.ReadAtLeastAsync(length, 2, throwOnEndOfStream: false, stopping.Token) < 2)
        {
            return null;
        }
        var message = new byte[2 + BinaryPrimitives.ReadUInt16BigEndian(length)];
        length.CopyTo(message, 0);
        await stream.ReadExactlyAsync(message.AsMemory(2), stopping.Token);
        return message;
    }
}
