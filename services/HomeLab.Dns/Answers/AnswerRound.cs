using System.Collections.Concurrent;
using System.Net.Sockets;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Answers;

/// <summary>Asks a zone's servers for many records, some at a time. Who did not answer once is not asked again in the same round.</summary>
sealed class AnswerRound(IReadOnlyList<NameServer> servers, TimeProvider time)
{
    const int AtOnce = 8;

    readonly DnsQuery query = new(NameServers.AnswerWithin, time);
    readonly ConcurrentDictionary<NameServer, string> silent = [];

    public async Task<IReadOnlyDictionary<string, AnswerVerdict>> AskAsync(IEnumerable<Expectation> expected, CancellationToken cancellationToken)
    {
        var verdicts = new ConcurrentDictionary<string, AnswerVerdict>();
        await Parallel.ForEachAsync(
            expected, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (it, token) => verdicts[it.Object] = await AskAsync(it, token));
        return verdicts;
    }

    /// <summary>One that answers something else counts more than all that answer as written, and any more than one that is silent.</summary>
    async Task<AnswerVerdict> AskAsync(Expectation expected, CancellationToken cancellationToken)
    {
        var verdicts = new List<AnswerVerdict>();
        foreach (var server in servers)
        {
            verdicts.Add(await AskAsync(server, expected, cancellationToken));
        }
        return verdicts.Find(it => it.State == AnswerState.Differs) ?? verdicts.Find(it => it.State == AnswerState.Verified) ?? verdicts[0];
    }

    async Task<AnswerVerdict> AskAsync(NameServer server, Expectation expected, CancellationToken cancellationToken)
    {
        if (!silent.TryGetValue(server, out var why))
        {
            try
            {
                return AnswerVerdict.On(expected, await query.AskAsync(server.At, expected.Question, isRecursive: false, cancellationToken), server.ToString());
            }
            catch (Exception e) when (e is SocketException or IOException or TimeoutException or DnsFormatException)
            {
                why = silent[server] = e.Message;
            }
        }
        return new AnswerVerdict(AnswerState.Unreachable, $"{server}: {why}");
    }
}
