using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Systems;

/// <summary>Which things of the graph fail by what is known of themselves.</summary>
sealed class Troubles(LabView view)
{
    readonly ILookup<string, Observation> observations = view.Observations.ToLookup(it => it.Address, StringComparer.Ordinal);
    readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    /// <returns>How it fails, as the end of a sentence; empty: nothing that is known. What a silent source showed does not count.</returns>
    public string Of(string address)
    {
        if (!known.TryGetValue(address, out var trouble))
            known[address] = trouble = Find(address);
        return trouble;
    }

    string Find(string address)
    {
        var observation = observations[address].FirstOrDefault();
        if (observation is not null && view.GapOf(observation) is not null)
            return "";
        if (observation is not null && WorkloadHealth.Judge(observation) is { } signal)
            return signal.State == HealthState.Unhealthy ? signal.Reason : "";
        return view.Graph.Find(address) is { IsMissing: false } node && Runs.BrokenOf(node) is { Length: > 0 } broken ? $"{node.Name}: {broken}" : "";
    }
}
