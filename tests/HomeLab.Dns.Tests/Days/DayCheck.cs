using HomeLab.Cloudflare;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Dns.Tests.Days;

/// <summary>Holds every effect of ours at the provider to what may happen: nothing of somebody else's is touched, and nothing goes that anybody wants.</summary>
sealed class DayCheck(IReadOnlyList<CloudflareRecord> foreign)
{
    readonly HashSet<string> theirs = [.. foreign.Select(record => record.Id)];
    readonly List<RequestEntry> ours = [];

    /// <summary>Each broken promise as a sentence.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>All requests of our token so far.</summary>
    public IReadOnlyList<RequestEntry> Ours => ours;

    /// <param name="entries">The log, of which the new part is looked at.</param>
    /// <param name="wanted">What was wanted when these were made, as <c>A name content</c>; what a silent source wants is wanted.</param>
    public void Look(IEnumerable<RequestEntry> entries, IReadOnlySet<string> wanted)
    {
        var last = ours.Count > 0 ? ours.Max(entry => entry.Sequence) : 0;
        foreach (var entry in entries.Where(entry => entry.Credential == "dns" && entry.Sequence > last).OrderBy(entry => entry.Sequence))
        {
            ours.Add(entry);
            foreach (var effect in entry.Effects)
            {
                if (theirs.Contains(effect.Id))
                {
                    Violations.Add($"foreign write: {effect.Action} {effect.Object} at {entry.At:O}");
                }
                if (effect.Action == "delete" && wanted.Contains(effect.Object))
                {
                    Violations.Add($"wrong delete: {effect.Object} at {entry.At:O}");
                }
            }
        }
    }

    /// <summary>In a calm the zone is exactly what is wanted and what others made.</summary>
    public void Compare(IReadOnlyList<CloudflareRecord> there, IReadOnlySet<string> wanted, string when)
    {
        var mine = there.Where(record => !theirs.Contains(record.Id)).Select(record => $"{record.Type} {record.Name} {record.Content}").Order(StringComparer.Ordinal).ToList();
        var expected = wanted.Order(StringComparer.Ordinal).ToList();
        if (!mine.SequenceEqual(expected))
        {
            Violations.Add($"not as wanted {when}: missing [{string.Join(", ", expected.Except(mine))}], too much [{string.Join(", ", mine.Except(expected))}]");
        }
        var lost = foreign.Where(record => !there.Any(one => one.Id == record.Id && one.Content == record.Content && one.Comment == record.Comment)).ToList();
        Violations.AddRange(lost.Select(record => $"foreign record changed {when}: {record.Type} {record.Name}"));
    }
}
