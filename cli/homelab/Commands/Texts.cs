using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands;

/// <summary>What things of the contracts are called before people.</summary>
static class Texts
{
    const int ShortUid = 12;
    const int ShortHash = 12;
    const int AutomaticTtl = 1;

    public static Cell State(Source source) =>
        source.Complete ? new Cell("complete", Tone.Good) : new Cell(source.ReasonCode, Tone.Bad);

    public static Cell State(Resource resource) =>
        new(resource.State, resource.State == "running" ? Tone.Good : Tone.Attention);

    public static Cell State(Document document) => document switch
    {
        { IsAbsent: true } => new Cell("absent", Tone.Attention),
        { IsValid: true } => new Cell("in force", Tone.Good),
        { IsLastGood: true } => new Cell("last good", Tone.Attention),
        _ => new Cell("wrong", Tone.Bad),
    };

    /// <summary>The first mistake and how many more, or why an absent document stays in force.</summary>
    public static Cell Problem(Document document) => document.Problems switch
    {
        [] => document.AbsentReason,
        [var only] => $"{Place(only)}: {only.Message}",
        [var first, ..] => $"{Place(first)}: {first.Message} (and {document.Problems.Count - 1} more)",
        _ => "",
    };

    public static string Place(Contracts.Grpc.Inventory.Problem problem) =>
        problem.File.Length == 0 ? $"{problem.Path}:{problem.Column}" : $"{problem.Line}:{problem.Column}";

    public static Cell Publication(Endpoint endpoint) => endpoint.Publication is { } publication
        ? new Cell($"{(publication.Targets.Count > 1 ? string.Join(", ", publication.Targets) : publication.Target)}{(publication.Proxied ? " (proxied)" : "")}")
        : new Cell(endpoint.RefusedCode, Tone.Attention);

    public static Cell Whose(Record record) => record switch
    {
        { Id: "" } => new Cell("missing", Tone.Attention),
        { IsOwned: true } => new Cell("ours", Tone.Good),
        _ => new Cell("others", Tone.Faint),
    };

    /// <summary>What the zone's own servers answer; empty: they were not asked.</summary>
    public static Cell Answer(Record record) => record.Answer switch
    {
        null => new Cell(""),
        { ReasonCode.Length: > 0 } it => new Cell(it.ReasonCode, Tone.Attention),
        { State: "verified" } it => new Cell(it.State, Tone.Good),
        { State: "differs" } it => new Cell(it.State, Tone.Attention),
        { State: "notAsked" } => new Cell("not asked", Tone.Faint),
        var it => new Cell(it.State, Tone.Faint),
    };

    public static string Ttl(Record record) =>
        record.Ttl == AutomaticTtl ? "auto" : record.Ttl.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Without the type that the service puts before it.</summary>
    public static string Content(Record record) => record.Content.StartsWith(record.Type + " ", StringComparison.Ordinal)
        ? record.Content[(record.Type.Length + 1)..]
        : record.Content;

    public static string Because(string code, string reason) => code.Length == 0 ? reason : $"{code}: {reason}";

    /// <summary>Whether what it holds has a copy, and which.</summary>
    public static Cell Backup(StatefulThing it) => it.Protection switch
    {
        Protection.Protected => string.Join("; ", it.By),
        Protection.Unprotected => new Cell($"none: {it.Reason}", Tone.Bad),
        _ => new Cell($"not known: {it.Reason}", Tone.Attention),
    };

    public static string Counts(int creates, int updates, int deletes) => $"+{creates} ~{updates} -{deletes}";

    public static string Uid(string uid) => uid.Length > ShortUid ? uid[..ShortUid] : uid;

    public static string Hash(string hash) => hash.Length > ShortHash ? hash[..ShortHash] : hash;

    /// <summary>Whose it is, how they are reached, and what says so.</summary>
    public static string Owner(Owner? owner) =>
        owner is null ? "" : $"{owner.Name}{(owner.Contact.Length > 0 ? $" <{owner.Contact}>" : "")}, by {owner.By}";

    /// <summary>For the one resource of an address.</summary>
    public static string FilterOf(string address) =>
        $"address = \"{address.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
