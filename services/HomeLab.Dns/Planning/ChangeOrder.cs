using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>
/// The order in which changes are made: what is missing before what is too much, what an alias, a mail exchanger or a service points to
/// before that itself, and when both go, after it. So no name is led to nothing, not even for the time of a run.
/// </summary>
static class ChangeOrder
{
    public static IReadOnlyList<RecordChange> Of(IEnumerable<RecordChange> changes)
    {
        var stages = changes.ToLookup(change => change is RecordChange.Delete);
        var deletes = stages[true].ToList();
        var pointing = deletes
            .SelectMany(change => TargetsOf(change).Select(target => (Target: target, Change: change)))
            .ToLookup(pair => pair.Target, pair => pair.Change);
        var made = stages[false].ToList();
        var pointedAt = made.SelectMany(TargetsOf).ToHashSet();
        var byName = made.Where(change => pointedAt.Contains(change.Name)).ToLookup(change => change.Name);
        return
        [
            .. Ordered(made, change => TargetsOf(change).SelectMany(target => byName[target])),
            .. Ordered(deletes, change => pointing[change.Name]),
        ];
    }

    /// <summary>As given, but each after what it needs; where they need each other, as given. Without recursion: chains may be long.</summary>
    static IEnumerable<RecordChange> Ordered(List<RecordChange> changes, Func<RecordChange, IEnumerable<RecordChange>> needs)
    {
        var seen = new HashSet<RecordChange>(ReferenceEqualityComparer.Instance);
        foreach (var change in changes.Where(seen.Add))
        {
            var path = new Stack<(RecordChange Change, IEnumerator<RecordChange> Needs)>();
            path.Push((change, needs(change).GetEnumerator()));
            while (path.TryPeek(out var last))
            {
                if (!last.Needs.MoveNext())
                {
                    path.Pop();
                    yield return last.Change;
                }
                else if (seen.Add(last.Needs.Current))
                {
                    path.Push((last.Needs.Current, needs(last.Needs.Current).GetEnumerator()));
                }
            }
        }
    }

    static IEnumerable<DomainName> TargetsOf(RecordChange change)
    {
        foreach (var step in change.Steps)
        {
            var content = step switch
            {
                RecordChange.Create create => create.After.Content,
                RecordChange.Update update => update.After.Content,
                RecordChange.Delete delete when change == step => delete.Before.Record.Content,
                _ => null,
            };
            if (TargetOf(content) is { } target)
            {
                yield return target;
            }
        }
    }

    static DomainName? TargetOf(RecordContent? content) => content switch
    {
        RecordContent.Cname cname => cname.Target,
        RecordContent.Mx mx => mx.Exchange,
        RecordContent.Srv srv => srv.Target,
        _ => null,
    };
}
