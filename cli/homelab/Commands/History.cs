using HomeLab.Cli.Fleets;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands;

/// <summary>Reads ledgers and joins their entries to changes.</summary>
static class History
{
    public const int Most = 5000;

    /// <summary>Entries that one request may ask for.</summary>
    const int Page = 1000;

    /// <summary>The newest changes of objects that <paramref name="target"/> names; empty: of all.</summary>
    public static async Task<IReadOnlyList<Change>> ReadAsync(Run run, string target, int limit, CancellationToken cancellationToken)
    {
        var answers = await run.Fleet.AllAsync(service => OfAsync(service, target, limit, cancellationToken));
        return [.. answers.SelectMany(it => it.Answer).OrderByDescending(change => change.First.At.ToDateTimeOffset()).Take(limit)];
    }

    static async Task<IReadOnlyList<Change>> OfAsync(FleetService service, string target, int limit, CancellationToken cancellationToken)
    {
        var changes = await ReadAsync(service, target, limit, cancellationToken);
        if (changes.Count > 0 || target.Contains('/', StringComparison.Ordinal) || !target.Contains('.', StringComparison.Ordinal))
        {
            return changes;
        }
        // A record's name: the ledger has it behind its zone, which is the name's end.
        var labels = target.Split('.');
        for (var i = 0; i < labels.Length - 1 && changes.Count == 0; i++)
        {
            changes = await ReadAsync(service, $"{string.Join('.', labels[i..])}/{target}/", limit, cancellationToken);
        }
        return changes;
    }

    static async Task<IReadOnlyList<Change>> ReadAsync(FleetService service, string prefix, int limit, CancellationToken cancellationToken)
    {
        var entries = new List<LedgerEntry>();
        // Two entries a change, and some intents lie behind the settlements of others.
        for (var wanted = (2 * limit) + 2; entries.Count < wanted;)
        {
            var request = new ListHistoryRequest
            {
                Object = prefix, Limit = Math.Min(Page, wanted - entries.Count), Before = entries.Count == 0 ? 0 : entries[^1].Id,
            };
            var answer = await service.ControlAsync((control, options) => control.ListHistoryAsync(request, options), cancellationToken);
            entries.AddRange(answer.Entries);
            if (answer.Entries.Count < request.Limit)
            {
                break;
            }
        }
        return [.. entries.GroupBy(entry => entry.ChangeId).Select(change => new Change(
            service.Name,
            change.FirstOrDefault(entry => entry.Entry == "intent"),
            change.FirstOrDefault(entry => entry.Entry == "settlement")))];
    }
}
