using System.Net;
using System.Net.Sockets;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>A port on loopback that leads to an Engine's socket.</summary>
sealed class EngineRelay : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly string socket;

    public EngineRelay(Uri engine)
    {
        socket = engine.LocalPath;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

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
        try
        {
            await far.ConnectAsync(new UnixDomainSocketEndPoint(socket));
            await using var toNear = new NetworkStream(near);
            await using var toFar = new NetworkStream(far);
            await await Task.WhenAny(toNear.CopyToAsync(toFar), toFar.CopyToAsync(toNear));
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Either side hung up.
        }
    }
}
