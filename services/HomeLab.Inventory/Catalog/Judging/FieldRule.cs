using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>Judges by what stands in one field of an object.</summary>
static class FieldRule
{
    public static HealthSignal Judge(ProbeSpec probe, Observation observation, DateTimeOffset now)
    {
        var values = FactPath.Parse(probe.Path!).Read(observation.Facts);
        var what = $"{observation.Kind} {observation.Name}";
        if (probe.Test is { } test)
        {
            var (state, reason) = FieldTest.Judge(test, probe.Path!, observation.Facts, probe.Otherwise, now);
            return Signal(state, test.Is, $"{what}: {reason}");
        }
        if (values.Count == 0)
        {
            var absent = States.Of("absent", probe.Healthy, probe.Degraded, probe.Unhealthy) ?? HealthState.Unknown;
            return Signal(absent, "FieldMissing", $"{what} has no {probe.Path}");
        }
        return values.Select(FactPath.TextOf)
            .Select(text => (Text: text, State: States.Of(text, probe.Healthy, probe.Degraded, probe.Unhealthy)
                ?? (probe.Otherwise is { } word ? States.Of(word) : HealthState.Unknown)))
            .OrderByDescending(it => it.State)
            .Select(it => Signal(it.State, "FieldValue", $"{what} has {probe.Path} {it.Text}"))
            .First();

        HealthSignal Signal(HealthState state, string code, string reason) =>
            new($"field {probe.Path}", observation.Address, state, code, reason);
    }
}
