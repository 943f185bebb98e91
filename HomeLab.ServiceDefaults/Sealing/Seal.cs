using System.Security.Cryptography;

namespace HomeLab.ServiceDefaults.Sealing;

/// <summary>A row of <c>homelab.ledger_seal</c>.</summary>
/// <param name="Number">1, 2, 3, ….</param>
/// <param name="Ids">Of the batch's entries, ascending.</param>
/// <param name="Digests">Of the batch's entries, one after the other.</param>
/// <param name="Value">SHA-256 of the previous seal and the digests.</param>
sealed record Seal(long Number, long ThroughId, long[] Ids, byte[] Digests, byte[] Value)
{
    /// <summary>What comes before the first one.</summary>
    public static readonly Seal Start = new(0, long.MinValue, [], [], new byte[SHA256.HashSizeInBytes]);

    public static Seal After(Seal previous, IReadOnlyList<SealedEntry> entries)
    {
        var digests = entries.SelectMany(e => e.Digest).ToArray();
        return new Seal(
            previous.Number + 1, entries[^1].Id, [.. entries.Select(e => e.Id)], digests, SHA256.HashData([.. previous.Value, .. digests]));
    }

    /// <summary>Null when the batch is what was sealed; otherwise the first entry that is not, and how it differs.</summary>
    public HistoryBreak? Check(Seal previous, IReadOnlyList<SealedEntry> entries)
    {
        if (Number != previous.Number + 1)
        {
            return new HistoryBreak(Ids is [var first, ..] ? first : ThroughId, $"Seal {previous.Number + 1} was removed.");
        }
        if (entries.Count > 0 && After(previous, entries).Value.AsSpan().SequenceEqual(Value))
        {
            return null;
        }
        return FirstDifference(entries) ?? new HistoryBreak(
            Ids is [var id, ..] ? id : ThroughId, $"Seal {Number} is not the one that was made after seal {previous.Number}: it was altered.");
    }

    HistoryBreak? FirstDifference(IReadOnlyList<SealedEntry> entries)
    {
        var isNamed = Digests.Length == Ids.Length * SHA256.HashSizeInBytes;
        for (var i = 0; isNamed && i < Math.Max(entries.Count, Ids.Length); i++)
        {
            if (i >= entries.Count || (i < Ids.Length && entries[i].Id > Ids[i]))
            {
                return new HistoryBreak(Ids[i], $"Entry {Ids[i]} was removed after seal {Number} was made.");
            }
            if (i >= Ids.Length || entries[i].Id < Ids[i])
            {
                return new HistoryBreak(entries[i].Id, $"Entry {entries[i].Id} was inserted after seal {Number} was made.");
            }
            if (!entries[i].Digest.AsSpan().SequenceEqual(Digests.AsSpan(i * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes)))
            {
                return new HistoryBreak(Ids[i], $"Entry {Ids[i]} was altered after seal {Number} was made.");
            }
        }
        return null;
    }
}
