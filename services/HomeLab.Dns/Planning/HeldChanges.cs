using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>Puts what people had taken back in place of what is wanted, while that holds.</summary>
/// <remarks>
/// An update is held back only while somebody still asks for exactly what it made: whoever asks for something else since, or for nothing,
/// gets that, and so nothing goes back and forth. What was deleted is wanted by its undo, whose word counts less than anybody's who runs.
/// </remarks>
static class HeldChanges
{
    /// <returns>What is wanted instead, and what for that is not made.</returns>
    public static (IReadOnlyList<DesiredRecord> Records, IReadOnlyList<(DesiredRecord Record, Undo Undo)> HeldBack) Of(
        IReadOnlyList<DesiredRecord> asked, IReadOnlyList<Undo> undone, DateTimeOffset now)
    {
        if (undone.Count == 0)
        {
            return (asked, []);
        }
        var records = asked.ToList();
        var heldBack = new List<(DesiredRecord, Undo)>();
        foreach (var undo in undone.Where(undo => undo.Until > now).DistinctBy(undo => undo.Change).OrderBy(undo => undo.Change))
        {
            if (undo.Undone is not { } made)
            {
                records.Add(Wanted(undo, new DesiredRecord(
                    undo.Restored.Record.Name, undo.Restored.Record.Content, undo.Restored.Record.Ttl, undo.Restored.Record.Proxied,
                    new Claimant(Undo.Source, undo.Address, ClaimRank.Undone))));
                continue;
            }
            foreach (var record in records.Where(record => record.Unproven is null && record.Key == made.Key && record.Over(made) == made).ToList())
            {
                records.Remove(record);
                records.Add(Wanted(undo, record));
                heldBack.Add((record, undo));
            }
        }
        return (records, heldBack);
    }

    static DesiredRecord Wanted(Undo undo, DesiredRecord asked) => asked with
    {
        Name = undo.Restored.Record.Name, Content = undo.Restored.Record.Content, Ttl = undo.Restored.Record.Ttl, Proxied = undo.Restored.Record.Proxied, Undo = undo,
    };
}
