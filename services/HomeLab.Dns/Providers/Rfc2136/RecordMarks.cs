using System.Security.Cryptography;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>
/// What stands in for the comments that a zone has not: for each record that was made with one a TXT record
/// <c>&lt;id&gt;._homelab.example.org</c> of two strings, the comment and the record that it is about. Both are written in one update.
/// </summary>
/// <remarks>Whoever changes the record by hand takes it out of its mark with that, and it is theirs.</remarks>
sealed class RecordMarks
{
    public const string Label = "_homelab";

    readonly Dictionary<string, List<WireRecord>> byRecord = [];
    readonly WireName parent;

    public RecordMarks(WireName zone, IEnumerable<WireRecord> transferred)
    {
        parent = zone.Prepend(Label);
        // Of several marks of one record the same one counts each time.
        foreach (var record in transferred.Where(IsMark).OrderBy(it => it.Name.ToString(), StringComparer.Ordinal))
        {
            Add(record);
        }
    }

    public bool IsReserved(WireName name) => name.IsWithin(parent);

    public WireRecord? Of(RecordKey key) => byRecord.GetValueOrDefault(key.ToString())?.FirstOrDefault();

    /// <summary>Marks of a record, such as those of one that somebody took away, and that is made anew.</summary>
    public IReadOnlyList<WireRecord> AllOf(RecordKey key) => byRecord.GetValueOrDefault(key.ToString()) ?? [];

    public static string CommentOf(WireRecord mark) => TextData.Join(TextData.Read(mark.Data.Span).Take(1));

    public static string IdOf(WireRecord mark) => TextData.Join(mark.Name.Labels().Take(1));

    /// <param name="id">Of the record that it is about.</param>
    public WireRecord Make(string id, string comment, RecordKey key, uint ttl) =>
        new(parent.Prepend(id), RecordType.Txt, RecordClass.Internet, ttl, TextData.Write(comment, key.ToString()));

    /// <summary>Of a record without a mark: it says what the record is, for there is nothing else by which it could be known again.</summary>
    public static string IdOfUnmarked(WireName name, ushort type, ReadOnlySpan<byte> data) =>
        Convert.ToHexStringLower(SHA256.HashData([.. name.Canonical(), (byte)(type >> 8), (byte)type, .. data]).AsSpan(0, 16));

    public void Replace(IEnumerable<WireRecord> gone, IEnumerable<WireRecord> made)
    {
        foreach (var mark in gone)
        {
            byRecord[TargetOf(mark)].RemoveAll(it => it.Name.Equals(mark.Name));
        }
        foreach (var mark in made)
        {
            Add(mark);
        }
    }

    bool IsMark(WireRecord record) =>
        record.Type == RecordType.Txt && IsReserved(record.Name) && TextData.Read(record.Data.Span).Count > 1;

    void Add(WireRecord mark)
    {
        if (!byRecord.TryGetValue(TargetOf(mark), out var marks))
        {
            byRecord[TargetOf(mark)] = marks = [];
        }
        marks.Add(mark);
    }

    static string TargetOf(WireRecord mark) => TextData.Join(TextData.Read(mark.Data.Span).Skip(1));
}
