using System.Net.Sockets;

namespace HomeLab.Fleet.Tests.Outages;

/// <summary>A Unix socket that leads to another one, until it is closed: a Docker host that can go away and come back.</summary>
public sealed class SocketRelay(string path, Uri target) : IDisposable
{
    CancellationTokenSource open = new();

    public Uri Endpoint { get; } = new($"unix://{path}");

    public void Open()
    {
        open = new CancellationTokenSource();
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        _ = AcceptAsync(listener, open.Token);
    }

    /// <summary>Every connection ends, and there is no socket any more.</summary>
    public void Close()
    {
        File.Delete(path);
        open.Cancel();
    }

    public void Dispose()
    {
        Close();
        open.Dispose();
    }

    async Task AcceptAsync(Socket listener, CancellationToken cancellationToken)
    {
        using (listener)
        {
            try
            {
                while (true)
                {
                    _ = RelayAsync(await listener.AcceptAsync(cancellationToken), cancellationToken);
                }
            }
            catch (OperationCanceledException)
            {
                // Closed.
            }
        }
    }

    async Task RelayAsync(Socket near, CancellationToken cancellationToken)
    {
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (near)
        {
            try
            {
                await far.ConnectAsync(new UnixDomainSocketEndPoint(target.LocalPath), cancellationToken);
                await Task.WhenAny(CopyAsync(near, far, cancellationToken), CopyAsync(far, near, cancellationToken));
            }
            catch (SocketException)
            {
                // Whoever called sees its connection end.
            }
        }
    }

    static async Task CopyAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        using var source = new NetworkStream(from);
        using var sink = new NetworkStream(to);
        try
        {
            await source.CopyToAsync(sink, cancellationToken);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has gone; so does the other.
        }
    }
}
