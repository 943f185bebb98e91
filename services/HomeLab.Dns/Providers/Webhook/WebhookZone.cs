using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>A zone as a webhook provider lists it.</summary>
sealed class WebhookZone
{
    readonly Dictionary<(WireName Name, string Type), List<WebhookEndpoint>> sets = [];
    readonly HashSet<(WireName Name, string Type)> strange = [];

    /// <param name="endpoints">Of all zones of the provider.</param>
    public WebhookZone(ZoneName zone, IEnumerable<WebhookEndpoint> endpoints)
    {
        Apex = WireName.Parse(zone.Apex.ToString());
        var marks = Apex.Prepend(RecordMarks.Label);
        foreach (var endpoint in endpoints)
        {
            if (NameOf(endpoint) is { } name && name.IsWithin(Apex))
            {
                Add(name, endpoint);
            }
        }
        var records = sets.Where(it => !IsMark(it.Key, marks)).SelectMany(it => Wires(it.Key, it.Value)).ToList();
        var known = records.Select(TextOf).OfType<string>().Distinct().ToDictionary(WebhookText.Hash);
        records.AddRange(sets.Where(it => IsMark(it.Key, marks)).SelectMany(it => Marks(it.Key.Name, it.Value, known)));
        Served = new ServedZone(Apex, records);
    }

    public WireName Apex { get; }

    public ServedZone Served { get; }

    public bool IsEmpty => sets.Count == 0;

    /// <summary>The set as it was listed; null: there is none.</summary>
    public WebhookEndpoint? Find(WireName name, string type) => sets.GetValueOrDefault((name, type))?[0];

    /// <summary>Whether the set holds what only its provider understands, so that to write it would be to lose that.</summary>
    public bool IsStrange(WireName name, string type) => strange.Contains((name, type));

    void Add(WireName name, WebhookEndpoint endpoint)
    {
        var key = (name, endpoint.RecordType);
        if (!sets.TryGetValue(key, out var there))
        {
            sets[key] = there = [];
        }
        there.Add(endpoint);
        if (there.Count > 1 || endpoint.SetIdentifier is { Length: > 0 } || endpoint.Targets?.All(it => WebhookText.Read(endpoint.RecordType, it) is not null) != true)
        {
            strange.Add(key);
        }
    }

    /// <summary>A set that cannot be understood is shown as of a type that is never written: its name is taken.</summary>
    static IEnumerable<WireRecord> Wires((WireName Name, string Type) key, IEnumerable<WebhookEndpoint> endpoints) =>
        from endpoint in endpoints
        from target in endpoint.Targets ?? []
        let read = WebhookText.Read(key.Type, target) ?? WebhookText.Read($"{key.Type}?", target)!.Value
        select new WireRecord(key.Name, read.Type, RecordClass.Internet, (uint)Math.Clamp(endpoint.RecordTtl, 0, int.MaxValue), read.Data);

    static IEnumerable<WireRecord> Marks(WireName name, IEnumerable<WebhookEndpoint> endpoints, IReadOnlyDictionary<string, string> known) =>
        from endpoint in endpoints
        from target in endpoint.Targets ?? []
        let data = WebhookText.ReadMark(target, known)
        where data is not null
        select new WireRecord(name, RecordType.Txt, RecordClass.Internet, (uint)Math.Clamp(endpoint.RecordTtl, 0, int.MaxValue), data);

    static bool IsMark((WireName Name, string Type) key, WireName marks) => key.Type == "TXT" && key.Name.IsWithin(marks);

    static string? TextOf(WireRecord record) => DomainName.TryParse(record.Name.ToString(), out var name) ? new RecordKey(name, WireContent.Read(record)).ToString() : null;

    /// <summary>Null for what is no name to us: it cannot collide with anything wanted.</summary>
    static WireName? NameOf(WebhookEndpoint endpoint) => DomainName.TryParse(endpoint.DnsName, out var name) ? WireName.Parse(name.ToString()) : null;
}
