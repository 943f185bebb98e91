using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using HomeLab.DnsWire;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare.NameServers;

/// <summary>Listens on one port of loopback, over UDP and TCP.</summary>
sealed partial class NameServerListener(SimulatedNameServers servers, IOptions<CloudflareOptions> options, ILogger<NameServerListener> logger) : BackgroundService
{
    const int LargestDatagram = 512;
    const int Attempts = 20;

    TcpListener? tcp;
    UdpClient? udp;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.DnsPort is not { } port || !TryBind(port))
            return Task.CompletedTask;
        servers.Address = (IPEndPoint)tcp!.LocalEndpoint;
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        tcp?.Dispose();
        udp?.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ServeDatagramsAsync(udp!, stoppingToken), AcceptAsync(tcp!, stoppingToken));

    /// <summary>A port that is free for one protocol may be taken for the other. Where it is, all the rest is simulated all the same.</summary>
    bool TryBind(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            tcp = new TcpListener(IPAddress.Loopback, port);
            try
            {
                tcp.Start();
                udp = new UdpClient((IPEndPoint)tcp.LocalEndpoint);
                return true;
            }
            catch (SocketException e)
            {
                tcp.Dispose();
                if (port == 0 && attempt < Attempts)
                    continue;
                Log.PortTaken(logger, port, e.Message);
                return false;
            }
        }
    }

    async Task ServeDatagramsAsync(UdpClient socket, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveAsync(cancellationToken);
                if (Answer(received.Buffer, LargestDatagram) is { } answer)
                    await socket.SendAsync(answer, received.RemoteEndPoint, cancellationToken);
            }
            catch (OperationCanceledException)
            {
            }
            catch (SocketException)
            {
                // Who asked is gone.
            }
        }
    }

    async Task AcceptAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(cancellationToken), cancellationToken);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
            }
        }
    }

    async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var length = new byte[2];
                while (true)
                {
                    await stream.ReadExactlyAsync(length, cancellationToken);
                    var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(message, cancellationToken);
                    if (Answer(message, ushort.MaxValue) is not { } answer)
                        return;
                    await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer], cancellationToken);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // Who asked has hung up.
            }
        }
    }

    byte[]? Answer(byte[] request, int room)
    {
        try
        {
            if (servers.Answer(DnsMessage.Read(request)) is not { } answer)
                return null;
            var bytes = answer.Write();
            return bytes.Length <= room ? bytes : (answer with { IsTruncated = true, Answers = [], Authorities = [] }).Write();
        }
        catch (DnsFormatException)
        {
            return null;
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "No name servers are simulated, since port {Port} is taken: {Reason}")]
        public static partial void PortTaken(ILogger logger, int port, string reason);
    }
}
