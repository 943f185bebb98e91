using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Evaluation;

namespace HomeLab.Inventory.Systems;

/// <summary>Judges everything that runs by one view. Pure.</summary>
static class SystemJudgement
{
    public static IReadOnlyList<JudgedSystem> Of(LabView view)
    {
        var observations = view.Observations.ToLookup(it => it.Address, StringComparer.Ordinal);
        return
        [
            .. view.Reading.Systems.Select(it => new JudgedSystem(
                JudgedSystem.AddressOf(it.Site, it.Entry.Id), it.Entry, it.Entry.Spec.Name, it.Site,
                it.Objects.Select(o => o.Object).Concat(it.Instances.Select(i => i.Object)).FirstOrDefault()?.Platform ?? Platform.Endpoint, it.Version ?? "",
                [.. it.Objects.Select(o => SystemObject.Of(o.Object, o.Evidence)).Concat(it.Instances.Select(i => SystemObject.Of(i.Object, [])))],
                [.. it.Instances.Select(i => i.Kind.Id)], Verdict(it.Health.Signals))),
            .. view.Reading.Unclassified.Select(it => new JudgedSystem(
                it.Object.Address, null, it.Object.Name, it.Object.Site, it.Object.Platform, "", [SystemObject.Of(it.Object, [])], [],
                Verdict(it.Health is { } signal ? [signal] : []))),
        ];

        HealthVerdict Verdict(IEnumerable<HealthSignal> signals) => HealthVerdict.Of(signals.Select(signal =>
            observations[signal.Address].Select(view.GapOf).FirstOrDefault(it => it is not null) is { } gap ? Doubted(signal, gap.Name, gap.Reason) : signal));
    }

    /// <summary>What was seen last is no verdict: it may have got better or worse since.</summary>
    static HealthSignal Doubted(HealthSignal signal, string source, string why) => signal with
    {
        State = HealthState.Unknown,
        Code = "SourceIncomplete",
        Reason = $"{source} is not read whole ({why}); as last seen, {signal.Reason}",
    };
}
