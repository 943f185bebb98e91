using HomeLab.Dns.Addresses.Plausibility;
using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Answers;

/// <summary>Whether an answer is the one that was to be given. Pure.</summary>
sealed record AnswerVerdict(AnswerState State, string Detail)
{
    static readonly IReadOnlyList<AddressRange> Edge = AddressRange.Read("cloudflare-ranges.txt");

    /// <param name="server">As people call it.</param>
    public static AnswerVerdict On(Expectation expected, DnsMessage answer, string server)
    {
        if (answer.Code is not (ResponseCode.NoError or ResponseCode.NoSuchName))
        {
            return new AnswerVerdict(AnswerState.Unreachable, $"{server} answers {answer.Code}");
        }
        if (!answer.IsAuthoritative)
        {
            return new AnswerVerdict(AnswerState.Unreachable, $"{server} does not answer in its own name: something between here and there answers for it");
        }
        var question = expected.Question;
        var given = answer.Answers.Where(record => record.Name.Equals(question.Name) && record.Type == question.Type).ToList();
        var aliases = answer.Answers.Where(record => record.Name.Equals(question.Name) && record.Type == RecordType.Cname && record.Type != question.Type);
        var said = given.Concat(aliases).Select(record => WireContent.Read(record)).ToList();
        var objection = expected.IsGone ? WhyLingering(expected, given, said) : WhyOther(expected, given, said);
        return objection is null
            ? new AnswerVerdict(AnswerState.Verified, "")
            : new AnswerVerdict(AnswerState.Differs, $"{server} answers {objection}");
    }

    static string? WhyOther(Expectation expected, List<WireRecord> given, List<RecordContent> said)
    {
        if (expected.IsProxied)
        {
            return said.Count > 0 && said.TrueForAll(IsEdge) ? null : $"{ListOf(said)} and no address of Cloudflare's";
        }
        if (expected.IsFlattened)
        {
            return said.OfType<RecordContent.A>().Any() ? null : $"{ListOf(said)} and no address";
        }
        var same = given.Find(record => WireContent.Read(record) == expected.Record.Content);
        return same is null ? ListOf(said)
            : expected.Record.Ttl != Ttl.Automatic && same.Ttl != expected.Record.Ttl.Seconds ? $"a ttl of {same.Ttl} s instead of {expected.Record.Ttl}"
            : null;
    }

    static string? WhyLingering(Expectation expected, List<WireRecord> given, List<RecordContent> said)
    {
        var isThere = expected.IsProxied ? said.Exists(IsEdge) : expected.IsFlattened ? said.Count > 0
            : given.Exists(record => WireContent.Read(record) == expected.Record.Content);
        return isThere ? $"{ListOf(said)}, which was deleted" : null;
    }

    static bool IsEdge(RecordContent content) =>
        (content switch { RecordContent.A a => a.Address, RecordContent.Aaaa aaaa => aaaa.Address, _ => null }) is { } address
        && Edge.Any(range => range.Network.Contains(address));

    static string ListOf(List<RecordContent> said) =>
        said.Count == 0 ? "nothing" : string.Join(", ", said.Select(content => $"{content.Type} {content}").Order(StringComparer.Ordinal).Take(4));
}
