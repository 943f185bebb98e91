using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>A port on loopback that leads to an Engine's socket, as long as it is not cut.</summary>
sealed class EngineRelay : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<Socket, bool> open = new();
    readonly string socket;
    volatile bool isCut;

    public EngineRelay(Uri engine)
    {
        socket = engine.LocalPath;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whoever calls is hung up on, and so is everybody who is connected.</summary>
    public bool IsCut
    {
        set
        {
            isCut = value;
            foreach (var connection in value ? open.Keys : [])
                connection.Dispose();
        }
    }

    public void Dispose() => listener.Dispose();

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = RelayAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    async Task RelayAsync(Socket accepted)
    {
        using var near = accepted;
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        open[near] = true;
        try
        {
            if (isCut)
                return;
            await far.ConnectAsync(new UnixDomainSocketEndPoint(socket));
            await using var toNear = new NetworkStream(near);
            await using var toFar = new NetworkStream(far);
            await await Task.WhenAny(toNear.CopyToAsync(toFar), toFar.CopyToAsync(toNear));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // Either side hung up.
        }
        finally
        {
            open.TryRemove(near, out _);
        }
    }
}
