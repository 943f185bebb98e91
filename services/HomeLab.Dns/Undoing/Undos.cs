using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;

namespace HomeLab.Dns.Undoing;

/// <summary>Takes single changes back, where what stood before them can be put back as it was.</summary>
sealed class Undos(PastChanges past, UndoStore store, LabStore labs, ZoneMirror mirror, ZoneOwnership owners, TimeProvider time)
{
    /// <param name="what">A change's id, or a record: <c>photos.example.org</c>, <c>photos.example.org/A</c>, <c>example.org@lan/photos.example.org/A</c>.</param>
    /// <param name="hold">How long what is put back is held; zero: what is held is held no longer.</param>
    /// <exception cref="UndoRefusedException">It cannot be done, or is not clear.</exception>
    public async Task<UndoResult> AskAsync(string what, TimeSpan hold, string by, CancellationToken cancellationToken)
    {
        var zones = (await labs.ReadAsync(cancellationToken)).Zones();
        if (await HeldAsync(what, zones, cancellationToken) is var (zone, held))
        {
            if (hold > TimeSpan.Zero)
            {
                return new UndoResult(zone, held, IsNew: false);
            }
            await store.EndAsync(zone, held, by, cancellationToken);
            return new UndoResult(zone, [.. held.Select(undo => undo with { Until = time.GetUtcNow() })], IsNew: false);
        }
        if (hold == TimeSpan.Zero)
        {
            throw Unknown($"Nothing is held at '{what}'.");
        }
        IReadOnlyList<PastChange> changes = Guid.TryParse(what, out var id)
            ? [await past.FindAsync(id, cancellationToken) ?? throw Unknown($"No change {id} took effect within the time for which changes can be taken back.")]
            : await FindAsync(what, zones, cancellationToken);
        var of = changes[0].Zone;
        if (!zones.Contains(of))
        {
            throw new UndoRefusedException($"{of} is no zone of the lab any more.");
        }
        var asked = (await store.ReadAsync(of, cancellationToken)).Where(undo => changes.Any(change => change.Id == undo.Change)).ToList();
        if (asked.Count == changes.Count)
        {
            return new UndoResult(of, asked, IsNew: false);
        }
        foreach (var change in changes)
        {
            await CheckAsync(change, cancellationToken);
        }
        var until = time.GetUtcNow() + hold;
        var undone = changes.Select(change => new Undo(change.Id, change.Object, change.Before!, change.After, by, until)).ToList();
        await store.HoldAsync(of, undone, by, cancellationToken);
        return new UndoResult(of, undone, IsNew: true);
    }

    /// <summary>What is held already, by the change's id, or by a record that stands as it is held: of one that was changed since, that change is meant.</summary>
    async Task<(ZoneName Zone, IReadOnlyList<Undo> Undone)?> HeldAsync(string what, IReadOnlyList<ZoneName> zones, CancellationToken cancellationToken)
    {
        foreach (var zone in zones)
        {
            var there = (await mirror.ReadAsync(zone, cancellationToken)).Records.Select(record => record.Record).ToHashSet();
            var held = (await store.ReadAsync(zone, cancellationToken))
                .Where(undo => undo.Change.ToString() == what || (IsNamed(undo, zone, what) && there.Contains(undo.Restored.Record)))
                .OrderBy(undo => undo.Object, StringComparer.Ordinal).ToList();
            if (held.Count > 0)
            {
                return (zone, held);
            }
        }
        return null;
    }

    static bool IsNamed(Undo undo, ZoneName zone, string what) =>
        IsAt(undo.Object, $"{zone}/{what}") || (what.StartsWith($"{zone}/", StringComparison.Ordinal) && IsAt(undo.Object, what));

    static bool IsAt(string @object, string path) => @object == path || @object.StartsWith(path + "/", StringComparison.Ordinal);

    /// <returns>One change, or the deletes of several records of a name that were decided together.</returns>
    async Task<IReadOnlyList<PastChange>> FindAsync(string what, IReadOnlyList<ZoneName> zones, CancellationToken cancellationToken)
    {
        var parts = what.Split('/');
        var given = ZoneName.TryParse(parts[0], out var first) && parts.Length > 1 && zones.Contains(first) && DomainName.TryParse(parts[1], out _) ? first : null;
        var name = given is null ? parts[0] : parts[1];
        var scope = ZoneName.TryParse(name, out var parsed) ? parsed : throw Unknown($"'{what}' is neither a change's id nor a record.");
        var path = string.Join('/', parts.Skip(given is null ? 1 : 2).Prepend(scope.Apex.ToString()));
        var within = given is not null ? [given]
            : zones.Where(zone => scope.Server is null || zone.Server == scope.Server).Where(zone => scope.Apex.IsWithin(zone.Apex)).ToList();
        var changes = new List<PastChange>();
        foreach (var zone in within)
        {
            changes.AddRange(await past.LastOfAsync(zone, path, cancellationToken));
        }
        var undoable = changes.Where(change => change.Action is IntentDrafts.Delete or IntentDrafts.Update).ToList();
        return undoable switch
        {
            [_] => undoable,
            [var one, ..] when undoable.TrueForAll(change => change.Action == IntentDrafts.Delete && IsWith(one, change)) => undoable,
            [] when changes is [{ Action: IntentDrafts.Create } made, ..] => throw new UndoRefusedException(
                $"The last change of {made.Object} made it. Take it out of the lab, or wherever it is asked for."),
            [] => throw Unknown($"Nothing was changed or deleted at '{what}' within the time for which that can be taken back."),
            _ => throw Unknown($"Several records were changed there; say which: {string.Join(", ", undoable.Select(change => $"{change.Object} (change {change.Id})"))}."),
        };
    }

    static bool IsWith(PastChange one, PastChange other) =>
        (one.Zone, one.OpenedAt, one.Before?.Record.Name) == (other.Zone, other.OpenedAt, other.Before?.Record.Name);

    /// <summary>By what is known; the look that puts it back reads anew, and the planner has the last word.</summary>
    async Task CheckAsync(PastChange change, CancellationToken cancellationToken)
    {
        if (change.Before is not { } before || change.Action is not (IntentDrafts.Delete or IntentDrafts.Update))
        {
            throw new UndoRefusedException($"Change {change.Id} ({change.Action}) neither changed nor deleted a record, so there is nothing to put back.");
        }
        var there = (await mirror.ReadAsync(change.Zone, cancellationToken)).Records;
        var ownership = await owners.ReadAsync(change.Zone, DnsReconciler.KeyOf(change.Zone), cancellationToken);
        if (change.After is { } made)
        {
            var now = there.FirstOrDefault(record => ownership.ObjectOf(record) == change.Object);
            if (now?.Record != made)
            {
                throw new UndoRefusedException(
                    $"{change.Object} is {now?.Record.ToString() ?? "gone"} by now and no longer {made}, which change {change.Id} made of it. Take back what was done since first.");
            }
        }
        // What is remembered may lag behind the delete.
        else if (there.FirstOrDefault(record => record.Id != before.Id && record.Record.Name == before.Record.Name && IsInTheWay(change.Zone, before.Record, record)) is { } taken)
        {
            throw new UndoRefusedException(
                $"{before.Record.Name} is taken meanwhile: {taken.Record} stands there{(ownership.ObjectOf(taken) is null ? " and is not ours" : "")}.");
        }
    }

    static bool IsInTheWay(ZoneName zone, DnsRecord restored, ActualRecord there) =>
        Exclusion.Is(zone, restored.Content, there.Record.Content) || restored.Key == there.Key
        || (restored.Content.Type == there.Record.Content.Type && restored.Content is not RecordContent.Txt);

    static UndoRefusedException Unknown(string message) => new(message, isUnknown: true);
}
