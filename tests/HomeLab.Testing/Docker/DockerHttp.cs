using System.Net.Sockets;

namespace HomeLab.Testing.Docker;

/// <summary>
/// Plain HTTP to a daemon's Unix socket. Everybody may use it: it brings no library that Testcontainers could not stand beside.
/// </summary>
public static class DockerHttp
{
    public static HttpClient Connect(Uri endpoint) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.LocalPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://docker/"),
    };
}
