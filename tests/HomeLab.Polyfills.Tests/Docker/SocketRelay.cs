using System.Net;
using System.Net.Sockets;

namespace HomeLab.Polyfills.Tests.Docker;

/// <summary>Passes a TCP port of this machine on to a Unix socket, as a daemon that listens on TCP would look.</summary>
sealed class SocketRelay : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SocketRelay(Uri target)
    {
        _listener.Start();
        _ = AcceptAsync(new UnixDomainSocketEndPoint(target.LocalPath));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    async Task AcceptAsync(EndPoint target)
    {
        try
        {
            while (true) _ = PassOnAsync(await _listener.AcceptSocketAsync(), target);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    static async Task PassOnAsync(Socket accepted, EndPoint target)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(target);
        await using var client = new NetworkStream(accepted, ownsSocket: true);
        await using var daemon = new NetworkStream(socket);
        await Task.WhenAny(client.CopyToAsync(daemon), daemon.CopyToAsync(client));
    }
}
