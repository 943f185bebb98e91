using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Lists;

/// <summary>The account's lists of addresses, in memory. Items change by operations, one at a time for the account, that are carried out once somebody asks for them twice.</summary>
public sealed class ListStore
{
    readonly Lock gate = new();
    readonly SortedDictionary<string, Dictionary<string, ListItem>> lists = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> done = [];
    (string Id, Func<string?> CarryOut, bool IsAsked)? pending;

    /// <summary>Why the next operation fails; null: it does not.</summary>
    public string? NextFailure { get; set; }

    public IReadOnlyCollection<string> Names
    {
        get
        {
            lock (gate)
                return [.. lists.Keys];
        }
    }

    public void Add(string name)
    {
        lock (gate)
            lists[name] = [];
    }

    /// <summary>What somebody adds by hand.</summary>
    public void Put(string list, string ip, string comment)
    {
        lock (gate)
            Upsert(list, ip, comment, default);
    }

    /// <summary>As they are now; an operation that nobody asks for is carried out by then.</summary>
    public IReadOnlyList<ListItem> Items(string list)
    {
        lock (gate)
        {
            Finish();
            return [.. lists[list].Values.OrderBy(it => it.Ip, StringComparer.Ordinal)];
        }
    }

    internal string Begin(Func<string?> carryOut)
    {
        lock (gate)
        {
            if (pending is not null)
                throw new CloudflareRefusal(StatusCodes.Status400BadRequest, 10021, "conflict with an already outstanding bulk operation");
            var failure = NextFailure;
            NextFailure = null;
            var id = Guid.NewGuid().ToString("N");
            pending = (id, () => failure ?? carryOut(), false);
            return id;
        }
    }

    /// <summary>Null: there is no such operation.</summary>
    internal (string Status, string? Error)? Ask(string id)
    {
        lock (gate)
        {
            if (pending is { } running && running.Id == id && !running.IsAsked)
            {
                pending = running with { IsAsked = true };
                return ("running", null);
            }
            if (pending?.Id == id)
                Finish();
            return done.TryGetValue(id, out var error) ? (error.Length == 0 ? "completed" : "failed", error.Length == 0 ? null : error) : null;
        }
    }

    internal void Upsert(string list, string ip, string comment, DateTimeOffset at)
    {
        var there = lists[list].Values.FirstOrDefault(it => it.Ip == ip);
        var id = there?.Id ?? Guid.NewGuid().ToString("N");
        lists[list][id] = new ListItem(id, ip, comment, there?.CreatedOn ?? at);
    }

    internal void Remove(string list, string id) => lists[list].Remove(id);

    internal void Reset()
    {
        lock (gate)
        {
            lists.Clear();
            done.Clear();
            pending = null;
        }
    }

    void Finish()
    {
        if (pending is { } running)
        {
            pending = null;
            done[running.Id] = running.CarryOut() ?? "";
        }
    }
}
