using System.Net.Sockets;

namespace Docker.DotNet.Transport;

/// <summary>Travels with a request that wants its connection for itself, and brings the connection's socket back.</summary>
sealed class Hijack
{
    static readonly HttpRequestOptionsKey<Hijack> Key = new("Docker.DotNet.Hijack");

    /// <summary>Null when the connection is not a socket: its writing side cannot be closed then.</summary>
    public Socket Socket { get; set; }

    public void Mark(HttpRequestMessage request)
    {
        request.Options.Set(Key, this);
        request.Headers.Connection.Add("Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "tcp");
    }

    public static bool TryGet(HttpRequestMessage request, out Hijack hijack) => request.Options.TryGetValue(Key, out hijack);
}
