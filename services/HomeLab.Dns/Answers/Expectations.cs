using HomeLab.Dns.Mirror;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Answers;

/// <summary>What the servers of a zone have to answer, as far as it is ours: what stands, and no longer what was deleted.</summary>
sealed class Expectations(ZoneMirror mirror, ZoneOwnership owners)
{
    public async Task<IReadOnlyList<Expectation>> OfAsync(
        ZoneName zone, IReadOnlyDictionary<string, KnownAnswer> known, CancellationToken cancellationToken)
    {
        var mirrored = await mirror.ReadAsync(zone, cancellationToken);
        var ownership = await owners.ReadAsync(zone, DnsReconciler.KeyOf(zone), cancellationToken);
        var standing = mirrored.Records.Select(record => (Object: ownership.ObjectOf(record), record.Record))
            .Where(it => it.Object is not null && it.Record.Content is not RecordContent.Other)
            .Select(it => new Expectation(zone, it.Object!, it.Record)).ToList();
        var objects = standing.Select(it => it.Object).ToHashSet();
        var names = mirrored.Records.Select(record => record.Record.Name).ToHashSet();
        var hasWildcard = names.Any(name => name.ToString().StartsWith("*.", StringComparison.Ordinal));
        // What else stands at its name, or a wildcard, may answer what it answered.
        var gone = known.Values.Where(it => !objects.Contains(it.Object) && !hasWildcard && !names.Contains(it.Record.Name))
            .Where(it => !it.IsGone || it.State == AnswerState.Differs)
            .Select(it => new Expectation(zone, it.Object, it.Record, IsGone: true));
        return [.. standing, .. gone];
    }
}
