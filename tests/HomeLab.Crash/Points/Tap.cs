using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace HomeLab.Crash.Points;

/// <summary>Stands between a service and one server, and lets piece after piece through its gate.</summary>
sealed class Tap : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly PointGate gate;
    readonly Func<int> target;
    readonly Func<IWire> wire;

    /// <param name="target">The server's port on loopback, asked at each connection.</param>
    public Tap(PointGate gate, Func<int> target, Func<IWire> wire)
    {
        (this.gate, this.target, this.wire) = (gate, target, wire);
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Stop();

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(gate.Closing));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            listener.Stop();
        }
    }

    async Task ServeAsync(Socket accepted)
    {
        using var client = accepted;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.NoDelay = server.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, target(), gate.Closing);
            var cut = wire();
            await using var toClient = new NetworkStream(client);
            await using var toServer = new NetworkStream(server);
            // Where one direction ends the other has nothing left to say.
            await await Task.WhenAny(PumpAsync(toClient, toServer, cut.Request), PumpAsync(toServer, toClient, cut.Answer));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side hung up.
        }
    }

    async Task PumpAsync(Stream from, Stream to, Func<System.Buffers.ReadOnlySequence<byte>, (long Length, string? Label)?> next)
    {
        var reader = PipeReader.Create(from, new StreamPipeReaderOptions(bufferSize: 65536, leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(gate.Closing);
            var rest = read.Buffer;
            while (rest.Length > 0 && next(rest) is { } piece)
            {
                if (!gate.TryPass(piece.Label))
                {
                    return;
                }
                foreach (var memory in rest.Slice(0, piece.Length))
                {
                    await to.WriteAsync(memory, gate.Closing);
                }
                rest = rest.Slice(piece.Length);
            }
            reader.AdvanceTo(rest.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
