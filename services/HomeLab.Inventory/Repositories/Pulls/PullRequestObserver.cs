using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Repositories.Pulls;

/// <summary>Lists the open pull requests of one repository again and again.</summary>
sealed class PullRequestObserver(RepositorySpec spec, SourceLease lease, ForgeClient forge, SecretReader secrets, Observations observations, TimeProvider time)
{
    /// <summary>Runs until cancelled; comes back from every failure at the next time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(cancellationToken);
            }
            catch (Exception exception) when (
                !cancellationToken.IsCancellationRequested && exception is not (SourceLeaseLostException or Npgsql.NpgsqlException))
            {
                await observations.UnavailableAsync(lease, ReasonOf(exception), cancellationToken);
            }
            await Task.Delay(spec.Pulls!.Interval, time, cancellationToken);
        }
    }

    /// <exception cref="SourceUnavailableException">The forge does not answer with all of them.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        // Read each time, so that a token that was replaced is used from then on.
        var token = spec.Token is { } reference ? (await secrets.ReadAsync(reference, cancellationToken)).Trim() : null;
        var open = await forge.ListAsync(token, cancellationToken);
        await observations.RecordAsync(
            lease, new Look("pull requests read", "read", "", [.. open.Select(it => PullRequestResources.Of(spec.Name, it))], null, "NotListed"), cancellationToken);
    }

    static Refusal ReasonOf(Exception exception) => exception switch
    {
        SourceUnavailableException unavailable => unavailable.Why,
        OperationCanceledException => new Refusal("Timeout", "the forge does not answer in time", ""),
        _ => new Refusal("Unreachable", $"the forge cannot be reached: {exception.Message}", ""),
    };
}
