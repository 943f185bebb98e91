using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>
/// Programs that keep records of their own in a zone, known by what they leave there: external-dns by its registry records, ACME clients
/// by their challenges, Cloudflare tunnels by where an alias leads. What is wholly ours is ours all the same.
/// </summary>
sealed class OtherPrograms
{
    const string Challenge = "_acme-challenge";
    static readonly DomainName Tunnels = DomainName.Parse("cfargotunnel.com");

    readonly ILookup<string, (RegistryMark Mark, string? Type)> marks;
    readonly List<ActualRecord> foreign;

    /// <summary>Made when it is first asked for, since a zone of somebody else's may be large.</summary>
    ILookup<DomainName, ActualRecord>? strangers;

    public OtherPrograms(ActualZone actual, Ownership ownership)
    {
        foreign = actual.Records.Where(record => ownership.ObjectOf(record) is null).ToList();
        marks = foreign.Select(record => RegistryMark.Of(record.Record)).OfType<RegistryMark>()
            .OrderBy(mark => mark.At.ToString(), StringComparer.Ordinal).ThenBy(mark => mark.Owner, StringComparer.Ordinal)
            .SelectMany(mark => mark.Covered().Select(covered => (covered.Name, Mark: (Mark: mark, covered.Type))))
            .ToLookup(pair => pair.Name, pair => pair.Mark);
    }

    /// <summary>Which program keeps somebody else's record; null: none that is known.</summary>
    public Reason? KeeperOf(ActualRecord record) => record.Record switch
    {
        _ when RegistryMark.Of(record.Record) is { } itself => Reasons.ExternalDns(record.Record.Name, itself),
        { Content: RecordContent.Txt } when IsChallenge(record.Record.Name) => Reasons.AcmeChallenge(record.Record.Name),
        { Content: RecordContent.Cname { Target: var target } } when target.IsWithin(Tunnels) => Reasons.Tunnel(record.Record.Name),
        { Name: var name, Content: var content } => MarkOver(name, content) is { } mark ? Reasons.ExternalDns(name, mark) : null,
    };

    /// <summary>Whose the name is, so that nothing of ours comes to stand there; null: nobody's.</summary>
    public Reason? KeeperOf(DomainName name, RecordContent content) =>
        MarkOver(name, content) is { } mark
            ? Reasons.ExternalDns(name, mark)
            : (strangers ??= foreign.ToLookup(record => record.Record.Name))[name].OrderBy(record => record.Key).Select(KeeperOf).FirstOrDefault(reason => reason is not null);

    /// <summary>Where the mark says of which type a record is, one of another type may stand beside it.</summary>
    RegistryMark? MarkOver(DomainName name, RecordContent content) => marks[name.ToString()]
        .Where(it => it.Type is null || it.Type == content.Type || (content.IsProxiable && (it.Type is "A" or "AAAA" or "CNAME")))
        .Select(it => it.Mark)
        .FirstOrDefault();

    static bool IsChallenge(DomainName name) => name.ToString().StartsWith(Challenge + ".", StringComparison.Ordinal);
}
