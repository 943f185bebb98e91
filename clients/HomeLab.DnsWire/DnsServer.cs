using System.Net.Sockets;
using System.Security.Cryptography;

namespace HomeLab.DnsWire;

/// <summary>Asks one server over TCP, each request signed and each answer proven.</summary>
/// <param name="callTimeout">Of one request, its connection and its whole answer included.</param>
/// <remarks>
/// Throws <see cref="SocketException"/>, <see cref="IOException"/> or <see cref="TimeoutException"/> when it does not answer,
/// <see cref="TsigException"/> when an answer is not proven and <see cref="DnsFormatException"/> when it is none.
/// </remarks>
public sealed class DnsServer(string host, int port, TsigKey key, TimeSpan callTimeout, TimeProvider time)
{
    /// <summary>A zone of half a million records.</summary>
    const int LargestTransfer = 64 * 1024 * 1024;

    /// <summary>The whole zone (RFC 5936), without its second SOA.</summary>
    /// <exception cref="DnsRefusedException">It does not give it.</exception>
    public Task<IReadOnlyList<WireRecord>> TransferAsync(WireName zone, CancellationToken cancellationToken) => WithinAsync(async token =>
    {
        var request = new DnsMessage { Id = NewId(), Questions = [new DnsQuestion(zone, RecordType.Axfr)] };
        var session = new TsigSession(key, time);
        using var connection = await ConnectAsync(token);
        await TcpFraming.SendAsync(connection, session.Sign(request.Write()), token);
        var records = new List<WireRecord>();
        var room = LargestTransfer;
        while (true)
        {
            var bytes = await TcpFraming.ReceiveAsync(connection, token);
            var answer = AnswerTo(request, session.Read(bytes));
            if ((room -= bytes.Length) < 0)
            {
                throw new DnsFormatException($"the zone is larger than {LargestTransfer} bytes");
            }
            if (records.Count == 0 && answer.Answers is not [{ Type: RecordType.Soa }, ..])
            {
                throw new DnsFormatException("a zone begins with its SOA");
            }
            var isFirst = records.Count == 0;
            records.AddRange(answer.Answers);
            if (answer.Answers is [.., { Type: RecordType.Soa } last] && (!isFirst || answer.Answers.Count > 1))
            {
                return session.IsOpen ? throw new TsigException("the end of its answer is not signed", isRefusal: false)
                    : last.HasData(records[0]) ? (IReadOnlyList<WireRecord>)[.. records.SkipLast(1)]
                    : throw new DnsFormatException("the zone changed while it was read");
            }
        }
    }, cancellationToken);

    /// <summary>Opens a connection for updates, so that nothing was sent yet when that fails.</summary>
    public Task<UpdateConnection> OpenAsync(CancellationToken cancellationToken) =>
        WithinAsync(async token => new UpdateConnection(this, await ConnectAsync(token)), cancellationToken);

    internal Task<ResponseCode> UpdateAsync(TcpClient connection, DnsMessage update, CancellationToken cancellationToken) => WithinAsync(async token =>
    {
        var session = new TsigSession(key, time);
        await TcpFraming.SendAsync(connection, session.Sign(update.Write()), token);
        var answer = session.Read(await TcpFraming.ReceiveAsync(connection, token));
        return IsAnswer(update, answer) ? answer.Code : throw new DnsFormatException("it answers another request");
    }, cancellationToken);

    internal static ushort NewId() => (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);

    static DnsMessage AnswerTo(DnsMessage request, DnsMessage answer) =>
        !IsAnswer(request, answer) ? throw new DnsFormatException("it answers another question")
        : answer.Code != ResponseCode.NoError ? throw new DnsRefusedException(answer.Code)
        : answer;

    static bool IsAnswer(DnsMessage request, DnsMessage answer) => answer.IsResponse && answer.Id == request.Id && answer.Opcode == request.Opcode;

    async Task<TcpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new TcpClient { NoDelay = true };
        try
        {
            await connection.ConnectAsync(host, port, cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(callTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await call(linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"it did not answer within {callTimeout.TotalSeconds:0.#} s");
        }
    }
}
