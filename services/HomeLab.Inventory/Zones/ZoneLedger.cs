using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Inventory.Changes;
using ControlClient = HomeLab.Contracts.Grpc.Control.Control.ControlClient;

namespace HomeLab.Inventory.Zones;

/// <summary>Tells from the ledger of Dns, which alone of the fleet writes records, whether a change of one was ours.</summary>
sealed class ZoneLedger(string zone, ControlClient? control, TimeProvider time)
{
    const int PageSize = 1000;
    const int MostPages = 20;

    /// <summary>So long after it was entered a change of ours may first be seen.</summary>
    static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);

    /// <summary>After so long no write has an effect any more.</summary>
    static readonly TimeSpan Late = TimeSpan.FromDays(1);

    static readonly HashSet<string> OfDns = new(StringComparer.Ordinal) { "owned", "wantedBy" };

    /// <summary>What was done since somebody looks, by its change, and which change of a record it explains already.</summary>
    readonly Dictionary<string, Done> done = new(StringComparer.Ordinal);

    /// <summary>What may have been done, or was done before anybody looked: it proves nothing, and that it was somebody else not either.</summary>
    readonly Dictionary<string, LedgerEntry> doubtful = new(StringComparer.Ordinal);

    (long Position, bool IsFirst)? reading;
    bool isWhole;
    string silence = "nobody says where the ledger of Dns is";

    /// <summary>To be called after the records are read: what they show is in the ledger by then.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (control is null)
            return;
        try
        {
            var (entries, isReached) = await ReadSinceAsync(control, cancellationToken);
            if (reading is { IsFirst: true })
                Doubt();
            foreach (var entry in entries.OrderBy(it => it.Id))
                Take(entry);
            isWhole = reading is not null && isReached;
            silence = "the ledger of Dns was not followed since the record was last seen";
            reading = (entries.Select(it => it.Id).Append(reading?.Position ?? 0).Max(), reading is null);
            Forget();
        }
        catch (RpcException exception)
        {
            (isWhole, silence) = (false, $"the ledger of Dns cannot be read: {exception.StatusCode}");
        }
    }

    public Actor ActorOf(ObservedChange change)
    {
        if (change.Action == ObservedChange.Changed && change.Fields.All(it => OfDns.Contains(it.Path)))
            return Actor.OfFleet("HomeLab.Dns", "not the record changed, but whose Dns says that it is");
        var seen = (change.Before?.Facts, change.Now?.Facts);
        if (done.Values.FirstOrDefault(it => Explains(it.Entry, change) && (it.Explained is null || it.Explained == seen)) is { } found)
        {
            found.Explained = seen;
            return Actor.OfFleet(found.Entry.Actor, $"ledger of Dns: change {found.Entry.ChangeId}{(found.Entry.TraceId.Length > 0 ? $", trace {found.Entry.TraceId}" : "")}");
        }
        if (doubtful.Values.Any(it => Explains(it, change)))
            return Actor.NotKnown("Dns asked for just that, and it is not known whether this is what came of it");
        return isWhole ? Actor.Called("", "the ledger of Dns has no such change") : Actor.NotKnown(silence);
    }

    async Task<(IReadOnlyList<LedgerEntry> Entries, bool IsReached)> ReadSinceAsync(ControlClient from, CancellationToken cancellationToken)
    {
        var entries = new List<LedgerEntry>();
        for (var page = 0; page < MostPages; page++)
        {
            var request = new ListHistoryRequest { Object = $"{zone}/", Limit = PageSize, Before = entries.Count == 0 ? 0 : entries[^1].Id };
            var answer = (await from.ListHistoryAsync(request, cancellationToken: cancellationToken)).Entries;
            var news = answer.Where(it => it.Id > (reading?.Position ?? 0)).ToList();
            entries.AddRange(news);
            if (news.Count < PageSize || reading is null)
                return (entries, true);
        }
        return (entries, false);
    }

    void Take(LedgerEntry entry)
    {
        if (entry is { Entry: "settlement", Result: "Applied" })
        {
            doubtful.Remove(entry.ChangeId);
            done[entry.ChangeId] = new Done(entry, time.GetUtcNow());
        }
        else
        {
            doubtful[entry.ChangeId] = entry;
        }
    }

    void Doubt()
    {
        foreach (var (change, old) in done)
            doubtful[change] = old.Entry;
        done.Clear();
    }

    void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var change in done.Where(it => now - it.Value.At > Shown).Select(it => it.Key).ToList())
            done.Remove(change);
        foreach (var change in doubtful.Where(it => now - it.Value.At.ToDateTimeOffset() > Late).Select(it => it.Key).ToList())
            doubtful.Remove(change);
    }

    static bool Explains(LedgerEntry entry, ObservedChange change)
    {
        if (Parse(entry.DetailJson) is not { } detail)
            return false;
        var (expected, desired) = (detail["expected"]?["id"]?.ToString() ?? "", detail["desired"]);
        return change.Action switch
        {
            ObservedChange.Gone => entry.Action == "delete" && expected == change.Before!.Uid,
            ObservedChange.Appeared => entry.Action is "create" or "adopt" && IsAsSeen(desired, change.Now!.Facts),
            _ => entry.Action == "update" && expected == change.Now!.Uid && IsAsSeen(desired, change.Now.Facts),
        };
    }

    static bool IsAsSeen(JsonNode? desired, string facts)
    {
        var seen = JsonNode.Parse(facts);
        return desired is not null && Array.TrueForAll(["name", "type", "content", "proxied"], it => desired[it]?.ToString() == seen?[it]?.ToString());
    }

    static JsonNode? Parse(string json)
    {
        try
        {
            return json.Length == 0 ? null : JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    sealed record Done(LedgerEntry Entry, DateTimeOffset At)
    {
        public (string? Before, string? Now)? Explained { get; set; }
    }
}
