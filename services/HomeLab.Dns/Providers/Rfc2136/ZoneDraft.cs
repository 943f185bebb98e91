using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>A group of writes thought through on the zone as it was read, as one update that holds only on exactly that.</summary>
sealed class ZoneDraft(ServedZone zone, ZoneName name)
{
    /// <summary>Of records for which nobody asks for a ttl, and of marks.</summary>
    const uint DefaultTtl = 300;

    /// <summary>Of one message, with room for its signature.</summary>
    const int LargestUpdate = 65_000;

    readonly List<ServedRecord> gone = [];
    readonly List<ServedRecord> made = [];
    readonly List<WireRecord> orphans = [];

    /// <summary>Why the group cannot be made; null: it can.</summary>
    public Reason? Objection { get; private set; }

    /// <summary>What each write leads to, in order.</summary>
    public List<WriteResult.Applied> Results { get; } = [];

    public bool IsEmpty => gone.Count + made.Count == 0;

    public void Take(ProviderWrite write)
    {
        Objection ??= write switch
        {
            ProviderWrite.Create create => Create(create),
            ProviderWrite.Update update => Update(update),
            ProviderWrite.Mark mark => Mark(mark),
            ProviderWrite.Delete delete => Delete(delete),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public DnsUpdate ToUpdate()
    {
        var update = new DnsUpdate(zone.Apex);
        var sets = gone.Concat(made).GroupBy(it => (it.Wire.Name, it.Wire.Type)).Select(it => it.Key).ToList();
        foreach (var (owner, type) in sets)
        {
            update.Require(owner, type, Wires(Before(owner), type));
        }
        foreach (var owner in made.Select(it => it.Wire.Name).Distinct())
        {
            RequireAlone(update, owner);
        }
        foreach (var mark in gone.Select(it => it.Mark).OfType<WireRecord>())
        {
            update.Require(mark.Name, mark.Type, [mark]);
        }
        foreach (var (owner, type) in sets)
        {
            Change(update, owner, type);
        }
        ChangeMarks(update);
        if (update.ToMessage(0).Write().Length > LargestUpdate)
        {
            Objection = new Reason(ProviderReasons.Refused, "It takes more than one message of the DNS can hold.");
        }
        return update;
    }

    /// <summary>Each set that the group touches, for a provider that writes whole sets; those of marks after those that they are about.</summary>
    public IReadOnlyList<SetChange> Sets() =>
    [
        .. gone.Concat(made).Select(it => (it.Wire.Name, it.Wire.Type)).Distinct()
            .Select(it => new SetChange(it.Name, it.Type, Wires(Before(it.Name), it.Type), WithOneTtl(it.Name, it.Type)))
            .Where(it => it.Before.Count != it.After.Count || !it.Before.SequenceEqual(it.After)),
        .. GoneMarks().Concat(MadeMarks()).Select(it => it.Name).Distinct()
            .Select(it => new SetChange(it, RecordType.Txt, [.. GoneMarks().Where(mark => mark.Name.Equals(it))], [.. MadeMarks().Where(mark => mark.Name.Equals(it))], IsMark: true)),
    ];

    /// <summary>The server has made it.</summary>
    public void Commit()
    {
        zone.Replace(gone, made);
        zone.Marks.Replace(GoneMarks(), MadeMarks());
    }

    Reason? Create(ProviderWrite.Create create)
    {
        var record = create.Record;
        var owner = WireName.Parse(record.Name.ToString());
        var there = Now(owner);
        if (there.Any(it => it.Actual.Key == record.Key))
        {
            return new Reason(ProviderReasons.AlreadyExists, $"{record.Key} exists already.");
        }
        if (Clash(owner, record.Content) is { } objection)
        {
            return objection;
        }
        var (type, data) = WireContent.Write(record.Content);
        var ttl = TtlOf(record.Ttl, there.FirstOrDefault(it => it.Wire.Type == type));
        var wire = new WireRecord(owner, type, RecordClass.Internet, ttl, data);
        var id = OwnerMark.Of(create.Comment)?.Intent.ToString("N") ?? RecordMarks.IdOfUnmarked(owner, type, data);
        orphans.AddRange(zone.Marks.AllOf(record.Key));
        Make(id, wire, new DnsRecord(record.Name, record.Content, Ttl.Read((int)ttl), proxied: false), create.Comment);
        return null;
    }

    Reason? Update(ProviderWrite.Update update)
    {
        if (Find(update.Id) is not { } before || before.Actual.Key != update.Before.Key)
        {
            return new Reason(ProviderReasons.Gone, $"{update.Before.Key} is gone.");
        }
        Drop(before);
        if (Now(before.Wire.Name).Any(it => it.Actual.Key == update.After.Key))
        {
            return new Reason(ProviderReasons.AlreadyExists, $"{update.After.Key} exists already.");
        }
        if (Clash(before.Wire.Name, update.After.Content) is { } objection)
        {
            return objection;
        }
        var (type, data) = WireContent.Write(update.After.Content);
        // What stays as it is keeps the spelling that somebody gave it.
        var isSame = update.After.Content == update.Before.Content;
        var wire = before.Wire with { Type = type, Ttl = TtlOf(update.After.Ttl, before), Data = isSame ? before.Wire.Data : data };
        var id = before.Mark is null ? RecordMarks.IdOfUnmarked(wire.Name, wire.Type, wire.Data.Span) : before.Id;
        Make(id, wire, new DnsRecord(update.After.Name, update.After.Content, Ttl.Read((int)wire.Ttl), proxied: false), before.Actual.Comment);
        return null;
    }

    Reason? Mark(ProviderWrite.Mark mark)
    {
        if (Find(mark.Id) is not { } before || before.Actual.Key != mark.Record.Key)
        {
            return new Reason(ProviderReasons.Gone, $"{mark.Record.Key} is gone.");
        }
        Drop(before);
        Make(before.Id, before.Wire, before.Actual.Record, mark.Comment);
        return null;
    }

    Reason? Delete(ProviderWrite.Delete delete)
    {
        // Gone is what was wanted.
        if (Find(delete.Id) is { } record)
        {
            if (record.Actual.IsLocked || record.Actual.Record.Content is RecordContent.Other)
            {
                return new Reason(ProviderReasons.Refused, $"{record.Actual.Key} is of a type that is not written.");
            }
            Drop(record);
        }
        Results.Add(new WriteResult.Applied(delete.Id, null));
        return null;
    }

    void Make(string id, WireRecord wire, DnsRecord record, string comment)
    {
        var mark = comment.Length == 0 ? null : zone.Marks.Make(id, comment, record.Key, DefaultTtl);
        made.Add(new ServedRecord(new ActualRecord(id, record, comment), wire, mark));
        Results.Add(new WriteResult.Applied(id, made[^1].Actual));
    }

    void Drop(ServedRecord record)
    {
        if (!made.Remove(record))
        {
            gone.Add(record);
        }
    }

    ServedRecord? Find(string id) => made.Find(it => it.Id == id) ?? (zone.Find(id) is { } record && !gone.Contains(record) ? record : null);

    List<ServedRecord> Now(WireName owner) => [.. zone.At(owner).Except(gone), .. made.Where(it => it.Wire.Name.Equals(owner))];

    IReadOnlyList<ServedRecord> Before(WireName owner) => zone.At(owner);

    Reason? Clash(WireName owner, RecordContent content) => zone.Marks.IsReserved(owner)
        ? new Reason(ProviderReasons.Refused, $"Names below _homelab.{zone.Apex} are kept for marks.")
        : Now(owner).Find(it => Exclusion.Is(name, content, it.Actual.Record.Content)
            || (content is RecordContent.Cname && it.Actual.Record.Content is RecordContent.Cname)) is { } other
            ? new Reason(ProviderReasons.Refused, $"{other.Actual.Key} excludes {owner} {content.Type} {content}.")
            : null;

    /// <summary>Records of one name and type have one.</summary>
    static uint TtlOf(Ttl asked, ServedRecord? beside) => asked == Ttl.Automatic ? beside?.Wire.Ttl ?? DefaultTtl : (uint)asked.Seconds;

    /// <summary>A server leaves out without a word what an alias excludes (RFC 2136, 3.4.2.2), so that none may have come by then.</summary>
    void RequireAlone(DnsUpdate update, WireName owner)
    {
        if (Before(owner).Count == 0)
        {
            update.RequireFree(owner);
        }
        else if (Before(owner).All(it => it.Wire.Type != RecordType.Cname) && made.TrueForAll(it => it.Wire.Type != RecordType.Cname))
        {
            update.Require(owner, RecordType.Cname, []);
        }
    }

    void Change(DnsUpdate update, WireName owner, ushort type)
    {
        var (before, after) = (Wires(Before(owner), type), Wires(Now(owner), type));
        var asked = made.FindLast(it => it.Wire.Name.Equals(owner) && it.Wire.Type == type)?.Wire.Ttl;
        if (before.Count > 0 && asked is { } ttl && before[0].Ttl != ttl)
        {
            update.DeleteSet(owner, type);
            after.ForEach(record => update.Add(record with { Ttl = ttl }));
            return;
        }
        before.FindAll(record => !after.Exists(record.HasData)).ForEach(update.Delete);
        after.FindAll(record => !before.Exists(record.HasData)).ForEach(update.Add);
    }

    void ChangeMarks(DnsUpdate update)
    {
        foreach (var mark in GoneMarks())
        {
            update.DeleteSet(mark.Name, mark.Type);
        }
        foreach (var mark in MadeMarks())
        {
            update.DeleteSet(mark.Name, mark.Type);
            update.Add(mark);
        }
    }

    List<WireRecord> WithOneTtl(WireName owner, ushort type)
    {
        var after = Wires(Now(owner), type);
        return made.FindLast(it => it.Wire.Name.Equals(owner) && it.Wire.Type == type) is { Wire.Ttl: var ttl } ? after.ConvertAll(it => it with { Ttl = ttl }) : after;
    }

    IEnumerable<WireRecord> GoneMarks() => gone.Select(it => it.Mark).OfType<WireRecord>().Concat(orphans);

    IEnumerable<WireRecord> MadeMarks() => made.Select(it => it.Mark).OfType<WireRecord>();

    static List<WireRecord> Wires(IEnumerable<ServedRecord> records, ushort type) =>
        [.. records.Where(it => it.Wire.Type == type).Select(it => it.Wire)];
}
