using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Persistence;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare.Tunnels;

/// <summary>The account's tunnels: one writer at a time, kept before it is answered.</summary>
sealed class TunnelStore
{
    const string File = "cloudflare-tunnels";

    /// <summary>States that a stale read can go back to.</summary>
    const int RememberedStates = 100;

    readonly Lock gate = new();
    readonly Queue<(DateTimeOffset Since, ImmutableList<Tunnel> Tunnels)> past = new();
    readonly DataDirectory directory;
    readonly CloudflareOptions options;
    readonly TimeProvider clock;

    public TunnelStore(DataDirectory directory, IOptions<CloudflareOptions> options, TimeProvider clock)
    {
        (this.directory, this.options, this.clock) = (directory, options.Value, clock);
        All = directory.Load<StoredTunnels>(File)?.Tunnels.ToImmutableList() ?? Seeded();
        past.Enqueue((DateTimeOffset.MinValue, All));
    }

    /// <summary>In the order of their creation, deleted ones too.</summary>
    public ImmutableList<Tunnel> All { get; private set; }

    public ImmutableList<Tunnel> AsOf(DateTimeOffset at)
    {
        lock (gate)
            return past.LastOrDefault(state => state.Since <= at, past.Peek()).Tunnels;
    }

    public T Change<T>(Func<ImmutableList<Tunnel>, (ImmutableList<Tunnel> Tunnels, T Result)> change)
    {
        lock (gate)
        {
            var (after, result) = change(All);
            Keep(after);
            return result;
        }
    }

    public void Reset()
    {
        lock (gate)
            Keep(Seeded());
    }

    void Keep(ImmutableList<Tunnel> tunnels)
    {
        directory.Save(File, new StoredTunnels([.. tunnels]));
        All = tunnels;
        past.Enqueue((clock.GetUtcNow(), tunnels));
        while (past.Count > RememberedStates)
            past.Dequeue();
    }

    ImmutableList<Tunnel> Seeded() => [.. options.Tunnels.Select(it => new Tunnel(
        it.Id ?? new Guid(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes("tunnel " + it.Name)).AsSpan(0, 16)),
        it.Name, it.Status, it.IsLocal, it.Rules.Count > 0 ? 1 : 0, it.Rules.Count > 0 ? ConfigOf(it.Rules) : null, clock.GetUtcNow(), null))];

    static JsonObject ConfigOf(IEnumerable<TunnelRuleSeed> rules) => new()
    {
        ["ingress"] = new JsonArray([.. rules.Select(rule =>
        {
            var json = new JsonObject();
            if (rule.Hostname is { } hostname)
                json["hostname"] = hostname;
            if (rule.Path is { } path)
                json["path"] = path;
            json["service"] = rule.Service;
            return json;
        })]),
        ["warp-routing"] = new JsonObject { ["enabled"] = false },
    };

    sealed record StoredTunnels(IReadOnlyList<Tunnel> Tunnels);
}
