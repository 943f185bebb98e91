using System.Net;
using HomeLab.DnsWire;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.NameServers;

/// <summary>The name servers of the simulated account: what they answer, how late they learn of changes, and how they go wrong.</summary>
public sealed class SimulatedNameServers
{
    readonly CloudflareStore store;
    readonly TimeProvider clock;

    internal SimulatedNameServers(CloudflareStore store, TimeProvider clock) => (this.store, this.clock) = (store, clock);

    /// <summary>They answer as the zones were so long ago.</summary>
    public TimeSpan Lag { get; set; }

    public NameServerFault Fault { get; set; }

    /// <summary>Where they listen, over UDP and TCP; null: they do not (<c>Simulators:Cloudflare:DnsPort</c>). Also the resolver that knows them.</summary>
    public IPEndPoint? Address { get; internal set; }

    internal void Reset() => (Lag, Fault) = (TimeSpan.Zero, NameServerFault.None);

    /// <returns>Null: no answer.</returns>
    internal DnsMessage? Answer(DnsMessage request)
    {
        if (Fault == NameServerFault.Silent || request.IsResponse || request.Questions is not [var question])
            return null;
        var answer = Fault == NameServerFault.Refused
            ? new DnsMessage { Id = 0, Code = ResponseCode.Refused }
            : new ZoneAnswers(store.AsOf(clock.GetUtcNow() - Lag)).To(question);
        return answer with
        {
            Id = request.Id, IsResponse = true, Opcode = request.Opcode, IsRecursionDesired = request.IsRecursionDesired, Questions = request.Questions,
            IsAuthoritative = answer.IsAuthoritative && Fault != NameServerFault.Intercepted,
            Answers = Fault == NameServerFault.Hijacked && answer.IsAuthoritative ? [.. answer.Answers.Select(Hijacked)] : answer.Answers,
        };
    }

    static WireRecord Hijacked(WireRecord record) => record.Type == RecordType.A ? record with { Data = (byte[])[198, 51, 100, 66] } : record;
}
