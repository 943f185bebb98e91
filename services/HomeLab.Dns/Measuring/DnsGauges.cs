using System.Diagnostics.Metrics;
using HomeLab.ServiceDefaults.Telemetry;
using Npgsql;

namespace HomeLab.Dns.Measuring;

/// <summary>Shows the figures as gauges, not older than a quarter of a minute.</summary>
sealed partial class DnsGauges : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    readonly FigureStore store;
    readonly TimeProvider time;
    readonly ILogger<DnsGauges> logger;
    volatile DnsFigures? figures;

    public DnsGauges(FigureStore store, IMeterFactory meters, TimeProvider time, ILogger<DnsGauges> logger)
    {
        (this.store, this.time, this.logger) = (store, time, logger);
        var meter = meters.Create(HomeLabTelemetry.Name);
        Add("homelab.dns.records", "{record}", "Records of a zone: ours, others', and those that are wanted and not there.", it => it.RecordCounts);
        Add("homelab.dns.answers", "{record}", "Records of ours by what the zone's servers answer for them.", it => it.AnswerCounts);
        Add("homelab.dns.zone.outcome", "{zone}", "How the last look at a zone ended, and why; always 1.", it => it.Outcomes);
        Add("homelab.dns.zone.success.age", "s", "Since a zone was last found or made as wanted.", it => it.SinceSuccess);
        Add("homelab.dns.zone.read.age", "s", "Since a zone was last read whole from its provider.", it => it.SinceRead);
        Add("homelab.dns.plan.changes", "{change}", "Changes of the last plan, and those that are withheld.", it => it.PlanSizes);
        Add("homelab.dns.source.age", "s", "Since a source was last heard, as Inventory said.", it => it.SourceAges);
        Add("homelab.dns.budget.quota", "{call}", "Calls that an account grants in a window.", it => it.BudgetQuotas);
        Add("homelab.dns.budget.used", "{call}", "Calls of all replicas in the last window.", it => it.BudgetUses);
        Add("homelab.dns.budget.left", "{call}", "Calls that a priority may still take.", it => it.BudgetRests);
        Add("homelab.dns.budget.blocked", "s", "How long calls of a priority have to wait.", it => it.BudgetBlocks);
        Add("homelab.dns.api.drift", "{change}", "What of a provider's API is no longer as this version takes it to be.", it => it.Drifts);

        void Add(string name, string unit, string description, Func<DnsFigures, IEnumerable<Measurement>> values) =>
            meter.CreateObservableGauge(name, () => figures is { } now ? values(now).Select(Point) : [], unit, description);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                figures = await store.ReadAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                // What is not known is not shown.
                figures = null;
                Log.Unknown(logger, e.Message);
            }
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static Measurement<double> Point(Measurement it) =>
        new(it.Value, it.Tags.Select(tag => KeyValuePair.Create(tag.Name, (object?)tag.Value)));

    static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Gauges show nothing until the database answers: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
