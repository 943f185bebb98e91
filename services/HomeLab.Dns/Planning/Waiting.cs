using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>A change that is made once a person approves it.</summary>
/// <param name="Reasons">Why it is not made by itself.</param>
sealed record Waiting(RecordChange Change, IReadOnlyList<Reason> Reasons)
{
    /// <summary>In one order whoever kept them back: by name, deletes last.</summary>
    public static IReadOnlyList<Waiting> Ordered(IEnumerable<Waiting> waiting) =>
    [
        .. waiting.OrderBy(it => it.Change is RecordChange.Delete).ThenBy(it => it.Change.Name.ToString(), StringComparer.Ordinal)
            .ThenBy(it => it.Change.ToString(), StringComparer.Ordinal),
    ];

    public override string ToString() => $"propose {Change}: {string.Join(' ', Reasons)}";
}
