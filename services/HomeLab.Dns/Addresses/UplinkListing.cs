using Google.Protobuf.WellKnownTypes;
using HomeLab.Dns.Sources;
using HomeLab.ServiceDefaults.Reconciliation;
using Contract = HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Dns.Addresses;

/// <summary>Tells of the lab's uplinks: which address, by whom, and what each detector said last.</summary>
sealed class UplinkListing(LabStore labs, UplinkStates states, TimeProvider time)
{
    static readonly Reason NeverAsked = new("NeverAsked", "Its detectors were not asked yet.");

    public async Task<Contract.ListUplinksResponse> ReadAsync(CancellationToken cancellationToken)
    {
        var lab = await labs.ReadAsync(cancellationToken);
        var known = await states.ReadAsync(cancellationToken);
        var followings = lab.Followings().ToList();
        return new Contract.ListUplinksResponse
        {
            Uplinks = { lab.Uplinks().SelectMany(uplink => Rows(uplink, known, followings.Where(it => it.Uplink == uplink.Name).ToLookup(it => it.Family))) },
        };
    }

    IEnumerable<Contract.Uplink> Rows(Uplink uplink, IReadOnlyList<UplinkState> known, ILookup<IpFamily, Following> followings) => followings.Count == 0
        ? [new Contract.Uplink { Name = uplink.Name }]
        : followings.OrderBy(it => it.Key).Select(family => Row(
            uplink, family, known.FirstOrDefault(it => it.Uplink == uplink.Name && it.Family == family.Key)));

    Contract.Uplink Row(Uplink uplink, IGrouping<IpFamily, Following> family, UplinkState? state)
    {
        var reason = state is null ? NeverAsked : state.Reason;
        return new Contract.Uplink
        {
            Name = uplink.Name,
            Family = family.Key.ToString(),
            Address = state?.Known.Address?.ToString() ?? "",
            PrefixLength = family.Key == IpFamily.IPv6 ? uplink.PrefixLength ?? 0 : 0,
            Since = Age(state?.Known.Since),
            AgreedAge = Age(state?.AgreedAt),
            AskedAge = Age(state?.AskedAt),
            Pending = state?.Known.Pending?.ToString() ?? "",
            ReasonCode = reason?.Code ?? "",
            Reason = reason?.Message ?? "",
            Answers = { (state?.Answers ?? []).Select(Of) },
            Records = { family.Select(it => it.Document).Distinct().Order(StringComparer.Ordinal) },
        };
    }

    static Contract.DetectorAnswer Of(AnswerLine line) => new()
    {
        Detector = line.Detector,
        Kind = line.Kind,
        Address = line.Address ?? "",
        ReasonCode = line.ReasonCode ?? "",
        Reason = line.Reason ?? "",
    };

    Duration? Age(DateTimeOffset? at) => at is { } then ? Duration.FromTimeSpan(time.GetUtcNow() - then) : null;
}
