using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Tasks;

namespace HomeLab.Inventory.Proxmox;

/// <summary>
/// When the latest task of each node began. A node lists the 25 that ended last and all that run, so whoever lists none that began or ended
/// since shows what was before.
/// </summary>
sealed class LatestTasks(TimeProvider time)
{
    /// <summary>Of a node's resource.</summary>
    public const string Fact = "latestTask";

    /// <summary>A task that begins so far ahead of us was begun by a wrong clock, and would be the latest for long.</summary>
    static readonly TimeSpan WrongClock = TimeSpan.FromDays(1);

    readonly Dictionary<string, DateTimeOffset> latest = new(StringComparer.Ordinal);

    /// <summary>Reads what was kept of a node.</summary>
    public void Load(KeptResource kept)
    {
        if (kept.Address.Split('/') is [_, _, "node", var node] && JsonNode.Parse(kept.Facts)?[Fact] is JsonValue value && value.TryGetValue<string>(out var text))
            latest[node] = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <param name="tasks">Of a caller who may see all.</param>
    /// <exception cref="SourceUnavailableException">They are from before one that was seen.</exception>
    public void See(IEnumerable<Node> nodes, IReadOnlyList<ProxmoxTask> tasks)
    {
        var byNode = tasks.Where(it => it.Upid.StartedAt < time.GetUtcNow() + WrongClock).ToLookup(it => it.Upid.Node);
        foreach (var node in nodes.Where(it => it.State == NodeState.Online).Select(it => it.Name))
        {
            var its = byNode[node].ToList();
            if (latest.TryGetValue(node, out var known) && !its.Exists(it => it.Upid.StartedAt >= known || it.EndedAt >= known))
            {
                throw new SourceUnavailableException(
                    "Stale", $"{node} is shown as before {known:yyyy-MM-ddTHH:mm:ssZ}, when a task began that is no longer listed; something between gives old answers again, "
                    + "or the node was installed anew, which its next task ends");
            }
            if (its.Count > 0)
                latest[node] = its.Max(it => it.Upid.StartedAt) is var last && last > known ? last : known;
        }
    }

    /// <returns>Null: none was seen yet.</returns>
    public string? Of(string node) => latest.TryGetValue(node, out var at) ? at.ToString("O", CultureInfo.InvariantCulture) : null;
}
