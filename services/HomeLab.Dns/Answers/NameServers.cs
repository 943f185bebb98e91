using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using HomeLab.Dns.Addresses.Plausibility;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Answers;

/// <summary>Finds who answers for a zone: the lab's server itself, or those that the zone's NS records name.</summary>
sealed class NameServers(IOptions<DnsOptions> options, TimeProvider time)
{
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    /// <summary>Nobody can be asked, and that is how it is meant.</summary>
    public const string NotAsked = "NotAsked";

    const int DnsPort = 53;

    /// <summary>They all serve the same; of more there is no more to be learnt.</summary>
    const int Most = 4;

    static readonly IReadOnlyList<AddressRange> Special = AddressRange.Read("special-ranges.txt");

    readonly DnsQuery query = new(AnswerWithin, time);

    public async Task<Observed<IReadOnlyList<NameServer>>> OfAsync(ZoneName zone, ProviderAccount account, CancellationToken cancellationToken)
    {
        try
        {
            return account switch
            {
                ProviderAccount.DnsServer server => new Observed<IReadOnlyList<NameServer>>.Available([await ItselfAsync(server, cancellationToken)]),
                ProviderAccount.Cloudflare cloudflare => await NamedAsync(zone, cloudflare, cancellationToken),
                ProviderAccount.Webhook => Unavailable(NotAsked, "the protocol of webhook providers does not tell who answers for its zones"),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException or DnsFormatException)
        {
            return Unavailable("NoNameServer", $"who answers for {zone.Apex} could not be found out: {e.Message}");
        }
    }

    static async Task<NameServer> ItselfAsync(ProviderAccount.DnsServer server, CancellationToken cancellationToken) =>
        new(server.Name, new IPEndPoint((await System.Net.Dns.GetHostAddressesAsync(server.Host, cancellationToken))[0], server.Port));

    async Task<Observed<IReadOnlyList<NameServer>>> NamedAsync(ZoneName zone, ProviderAccount.Cloudflare account, CancellationToken cancellationToken)
    {
        var given = options.Value.ResolverAddress;
        if (given is null && (account.Url ?? options.Value.CloudflareUrl) is not null)
        {
            return Unavailable(NotAsked, "the API is not Cloudflare's own, so the world's servers know nothing of it; Dns:Resolver names one that does");
        }
        if ((given ?? SystemResolver()) is not { } resolver)
        {
            return Unavailable("NoResolver", "this machine names no resolver; set Dns:Resolver");
        }
        var named = await query.AskAsync(resolver, new DnsQuestion(WireName.Parse(zone.Apex.ToString()), RecordType.Ns), isRecursive: true, cancellationToken);
        var names = named.Answers.Where(record => record.Type == RecordType.Ns).Select(record => WireContent.Read(record).ToString())
            .Order(StringComparer.Ordinal).Take(Most).ToList();
        var servers = new List<NameServer>();
        foreach (var name in names)
        {
            servers.AddRange(await AddressesAsync(resolver, name, cancellationToken));
        }
        if (given is null && servers.Find(server => Special.Any(range => range.Network.Contains(server.At.Address))) is { } inner)
        {
            return Unavailable(
                "SplitHorizon", $"the resolver {resolver.Address} says that {inner} answers for {zone.Apex}, which is inside; set Dns:Resolver to one outside");
        }
        return servers.Count == 0
            ? Unavailable("NoNameServer", $"the resolver {resolver.Address} knows no server of {zone.Apex} ({named.Code})")
            : new Observed<IReadOnlyList<NameServer>>.Available(servers);
    }

    async Task<IEnumerable<NameServer>> AddressesAsync(IPEndPoint resolver, string name, CancellationToken cancellationToken)
    {
        var answer = await query.AskAsync(resolver, new DnsQuestion(WireName.Parse(name), RecordType.A), isRecursive: true, cancellationToken);
        return answer.Answers.Where(record => record.Type == RecordType.A && record.Data.Length == 4).Take(1)
            .Select(record => new NameServer(name, new IPEndPoint(new IPAddress(record.Data.Span), options.Value.NameServerPort)));
    }

    static IPEndPoint? SystemResolver() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().DnsAddresses)
        .Select(address => new IPEndPoint(address, DnsPort)).FirstOrDefault();

    static Observed<IReadOnlyList<NameServer>> Unavailable(string code, string message) =>
        new Observed<IReadOnlyList<NameServer>>.Unavailable(new Reason(code, message));
}
