namespace HomeLab.Inventory.Findings;

/// <summary>Looks for one sort of trouble. Pure: the same survey gives the same findings.</summary>
/// <param name="id">Stable and never used again for something else: <c>kubernetes.no-default-deny</c>.</param>
/// <param name="title">What it says, whatever it is about.</param>
/// <param name="remedy">What to do.</param>
abstract class FindingRule(string id, FindingSeverity severity, string title, string remedy)
{
    public string Id => id;

    public FindingSeverity Severity => severity;

    public string Title => title;

    public string Remedy => remedy;

    /// <summary>How long it must hold before it is a finding: what passes by itself is none.</summary>
    public virtual TimeSpan Lasts => TimeSpan.Zero;

    public abstract IEnumerable<Finding> Look(Survey survey);

    /// <param name="sources">Besides those that the address itself comes from.</param>
    protected Finding Found(string address, string what, string evidence, params IEnumerable<string> sources) =>
        Found([address], what, evidence, sources);

    protected Finding Found(IReadOnlyList<string> addresses, string what, string evidence, params IEnumerable<string> sources) =>
        new(id, severity, addresses, what, evidence, [.. addresses.SelectMany(Survey.SourcesOf).Concat(sources).Distinct().Order(StringComparer.Ordinal)]);
}
