using HomeLab.Dns.Budgets;
using HomeLab.Dns.Drift;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Sources;

namespace HomeLab.Dns.Measuring;

/// <summary>What there is to measure, as it stands in the database that all replicas share.</summary>
sealed record DnsFigures(
    IReadOnlyList<RecordFigure> Records, IReadOnlyList<ZoneFigure> Zones, IReadOnlyList<AnswerFigure> Answers,
    IReadOnlyDictionary<string, Budget> Budgets, LabSnapshot Lab, IReadOnlyDictionary<string, IReadOnlyList<ApiDrift>> Drift, DateTimeOffset At)
{
    public IEnumerable<Measurement> RecordCounts => Records.Select(it => new Measurement(it.Count, ("zone", it.Zone), ("type", it.Type), ("state", it.State)));

    public IEnumerable<Measurement> AnswerCounts => Answers.Select(it => new Measurement(it.Count, ("zone", it.Zone), ("state", it.State)));

    public IEnumerable<Measurement> Outcomes => Zones.Where(it => it.Outcome is not null)
        .Select(it => new Measurement(1, ("zone", it.Zone), ("outcome", it.Outcome!), ("reason", it.Reason ?? "")));

    public IEnumerable<Measurement> SinceSuccess => Ages(it => it.SucceededAt);

    public IEnumerable<Measurement> SinceRead => Ages(it => it.HeardAt);

    public IEnumerable<Measurement> PlanSizes => Zones.SelectMany(it => new[]
    {
        new Measurement(it.Planned, ("zone", it.Zone), ("state", "planned")),
        new Measurement(it.Withheld, ("zone", it.Zone), ("state", "withheld")),
    });

    public IEnumerable<Measurement> SourceAges => Lab.Sources.Where(source => source.Age is not null).Select(source => new Measurement(
        (source.Age.ToTimeSpan() + (At - Lab.ReceivedAt)).TotalSeconds, ("source", source.Name), ("complete", source.Complete ? "true" : "false")));

    public IEnumerable<Measurement> BudgetQuotas => Budgets.Select(it => new Measurement(it.Value.Quota, ("account", it.Key)));

    public IEnumerable<Measurement> BudgetUses => ByPriority((budget, priority) => budget.Used(priority, At));

    public IEnumerable<Measurement> BudgetRests => ByPriority((budget, priority) => Math.Max(0, budget.AllowedTo(priority) - budget.Used(At)));

    public IEnumerable<Measurement> BudgetBlocks => ByPriority((budget, priority) => (budget.WhyNot(priority, At)?.Until - At)?.TotalSeconds ?? 0);

    /// <summary>One for each thing that has changed, and 0 of an API in which nothing has.</summary>
    public IEnumerable<Measurement> Drifts => Drift.SelectMany(it => it.Value.Count == 0
        ? [new Measurement(0, ("account", it.Key), ("kind", ""), ("what", ""))]
        : it.Value.Select(found => new Measurement(1, ("account", it.Key), ("kind", found.Kind), ("what", found.What))));

    IEnumerable<Measurement> Ages(Func<ZoneFigure, DateTimeOffset?> at) => Zones.Where(it => at(it) is not null)
        .Select(it => new Measurement((At - at(it)!.Value).TotalSeconds, ("zone", it.Zone), ("provider", it.Provider)));

    IEnumerable<Measurement> ByPriority(Func<Budget, CallPriority, double> value) => Budgets.SelectMany(budget =>
        Enum.GetValues<CallPriority>().Select(priority =>
            new Measurement(value(budget.Value, priority), ("account", budget.Key), ("priority", BudgetMetrics.Text(priority)))));
}
