using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Probes;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Evaluation;

/// <summary>Concludes from the lab what can be concluded, again whenever something changed and now and then. One replica does.</summary>
sealed partial class Evaluator(
    LeasedLoop loop, LabViews views, LabCatalog catalog, IEnumerable<IEvaluation> evaluations, Prober prober, RevisionSignal signal,
    ILogger<Evaluator> logger)
    : BackgroundService
{
    readonly Dictionary<IEvaluation, string> failing = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loop.RunAsync(SourceNames.Evaluation, RunAsync, stoppingToken);

    async Task RunAsync(SourceLease lease, CancellationToken cancellationToken)
    {
        // Who takes over asks; who has lost the duty does not.
        using var asking = cancellationToken.Register(() => prober.Aim(LabView.Empty));
        while (true)
        {
            var view = await views.ReadAsync(cancellationToken);
            var systems = await catalog.ReadAsync(cancellationToken);
            view = view with { Catalog = systems, Reading = CatalogReader.Read(systems, view.Observations, prober.Readings(), view.At) };
            prober.Aim(view);
            view = view with { Served = prober.Served() };
            foreach (var evaluation in evaluations)
                await EvaluateAsync(evaluation, view, lease, cancellationToken);
            await signal.WaitAsync(view.Revision, cancellationToken);
        }
    }

    /// <summary>One that fails does not keep the others from theirs.</summary>
    async Task EvaluateAsync(IEvaluation evaluation, LabView view, SourceLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await evaluation.EvaluateAsync(view, lease, cancellationToken);
            failing.Remove(evaluation);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or SourceLeaseLostException or Npgsql.NpgsqlException))
        {
            var isAgain = failing.TryGetValue(evaluation, out var before) && before == exception.Message;
            failing[evaluation] = exception.Message;
            if (!isAgain)
                Log.Failed(logger, evaluation.GetType().Name, exception.Message, exception);
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Evaluation} failed; it is tried again with the next look: {Reason}")]
        public static partial void Failed(ILogger logger, string evaluation, string reason, Exception exception);
    }
}
