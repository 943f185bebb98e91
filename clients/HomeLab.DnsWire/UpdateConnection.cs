using System.Net.Sockets;

namespace HomeLab.DnsWire;

/// <summary>A connection over which updates go one after the other.</summary>
public sealed class UpdateConnection : IDisposable
{
    readonly DnsServer server;
    readonly TcpClient connection;

    internal UpdateConnection(DnsServer server, TcpClient connection) => (this.server, this.connection) = (server, connection);

    /// <summary>Sends it once. Whatever this throws, except a refusal by <see cref="TsigException"/>, the update may have taken effect.</summary>
    public Task<ResponseCode> SendAsync(DnsUpdate update, CancellationToken cancellationToken) =>
        server.UpdateAsync(connection, update.ToMessage(DnsServer.NewId()), cancellationToken);

    public void Dispose() => connection.Dispose();
}
