using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using HomeLab.Testing.Servers;

namespace HomeLab.Absence.Tests;

/// <summary>A port that leads to another one, which may be said later, for as long as a test does not close it.</summary>
sealed class Relay : IAsyncDisposable
{
    readonly ConcurrentDictionary<Socket, bool> open = new();
    readonly int port;
    Socket? listener;
    Task accepting = Task.CompletedTask;

    public Relay(Uri? target = null)
    {
        Target = target;
        listener = Listening(0);
        port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        accepting = AcceptAsync(listener);
    }

    public Uri? Target { get; set; }

    public Uri Address => new($"http://{OwnLoopback.Address}:{port}/");

    /// <summary>Cuts all connections and refuses others.</summary>
    public async Task CloseAsync()
    {
        listener?.Dispose();
        listener = null;
        await accepting;
        foreach (var socket in open.Keys)
            socket.Dispose();
    }

    /// <summary>At the same port as before.</summary>
    public void Open()
    {
        listener = Listening(port);
        accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    static Socket Listening(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(OwnLoopback.Address, port));
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    async Task AcceptAsync(Socket from)
    {
        try
        {
            while (true)
                _ = LeadAsync(await from.AcceptAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    async Task LeadAsync(Socket caller)
    {
        using var callee = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (caller)
        {
            open[caller] = open[callee] = true;
            try
            {
                if (Target is { } target)
                {
                    await callee.ConnectAsync(IPAddress.Loopback, target.Port);
                    await Task.WhenAny(PumpAsync(caller, callee), PumpAsync(callee, caller));
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
            }
            finally
            {
                open.TryRemove(caller, out _);
                open.TryRemove(callee, out _);
            }
        }
    }

    /// <summary>Until either side ends, which is then told to the other by the end of its connection.</summary>
    static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (var count = 1; count > 0;)
            {
                count = await from.ReceiveAsync(buffer, SocketFlags.None);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
