using System.Net;
using System.Net.Sockets;

namespace HomeLab.DnsWire;

/// <summary>Asks a server one question, unsigned: over UDP, and over TCP where the answer did not fit.</summary>
/// <param name="timeout">For an answer to one datagram or over one connection; a datagram is sent twice.</param>
public sealed class DnsQuery(TimeSpan timeout, TimeProvider time)
{
    const int Attempts = 2;

    /// <param name="isRecursive">The server may ask others for it.</param>
    /// <returns>What it said, errors included; of another server or to another question nothing counts.</returns>
    /// <exception cref="TimeoutException">It did not answer.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    /// <exception cref="IOException">It hung up.</exception>
    /// <exception cref="DnsFormatException">Its answer is none.</exception>
    public async Task<DnsMessage> AskAsync(IPEndPoint server, DnsQuestion question, bool isRecursive, CancellationToken cancellationToken)
    {
        var request = new DnsMessage { Id = DnsServer.NewId(), IsRecursionDesired = isRecursive, Questions = [question] };
        var answer = await OverUdpAsync(server, request, cancellationToken);
        return answer.IsTruncated ? await WithinAsync(token => OverTcpAsync(server, request, token), cancellationToken) : answer;
    }

    async Task<DnsMessage> OverUdpAsync(IPEndPoint server, DnsMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var socket = new UdpClient(server.AddressFamily);
            socket.Connect(server);
            try
            {
                return await WithinAsync(token => ExchangeAsync(socket, request, token), cancellationToken);
            }
            catch (TimeoutException) when (attempt < Attempts)
            {
                // A datagram may be lost.
            }
        }
    }

    static async Task<DnsMessage> ExchangeAsync(UdpClient socket, DnsMessage request, CancellationToken cancellationToken)
    {
        await socket.SendAsync(request.Write(), cancellationToken);
        while (true)
        {
            var datagram = await socket.ReceiveAsync(cancellationToken);
            if (AnswerTo(request, datagram.Buffer) is { } answer)
            {
                return answer;
            }
        }
    }

    static async Task<DnsMessage> OverTcpAsync(IPEndPoint server, DnsMessage request, CancellationToken cancellationToken)
    {
        using var connection = new TcpClient(server.AddressFamily) { NoDelay = true };
        await connection.ConnectAsync(server, cancellationToken);
        await TcpFraming.SendAsync(connection, request.Write(), cancellationToken);
        var bytes = await TcpFraming.ReceiveAsync(connection, cancellationToken);
        return AnswerTo(request, bytes) ?? throw new DnsFormatException("it answers another question");
    }

    /// <summary>Null: it is an answer to something else, such as one that somebody else made up.</summary>
    static DnsMessage? AnswerTo(DnsMessage request, byte[] bytes)
    {
        if (bytes.Length < 2 || (bytes[0] << 8 | bytes[1]) != request.Id)
        {
            return null;
        }
        var answer = DnsMessage.Read(bytes);
        return answer.IsResponse && answer.Opcode == request.Opcode && (answer.Questions.Count == 0 || answer.Questions.SequenceEqual(request.Questions))
            ? answer
            : null;
    }

    async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await call(linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"it did not answer within {timeout.TotalSeconds:0.#} s");
        }
    }
}
