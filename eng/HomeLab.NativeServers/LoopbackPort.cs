using System.Net;
using System.Net.Sockets;

namespace HomeLab.NativeServers;

/// <summary>TCP ports of 127.0.0.1.</summary>
public static class LoopbackPort
{
    /// <summary>A port that nothing listens on at this moment. Somebody else may take it before you do.</summary>
    public static int Free() => Free(1)[0];

    /// <summary>Ports that differ from each other and that nothing listens on at this moment.</summary>
    public static int[] Free(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in listeners)
                listener.Start();
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
                listener.Dispose();
        }
    }

    /// <summary>Whether something could listen on the port now, on loopback and on all addresses.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
