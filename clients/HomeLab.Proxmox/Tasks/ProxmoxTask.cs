using System.Text.Json.Serialization;

namespace HomeLab.Proxmox.Tasks;

/// <summary>A task as lists and its own status show it.</summary>
public sealed record ProxmoxTask
{
    public required Upid Upid { get; init; }

    [JsonPropertyName("endtime")]
    public DateTimeOffset? EndedAt { get; init; }

    public string? TokenId { get; init; }

    [JsonIgnore]
    public TaskOutcome Outcome => (Status, ExitStatus) switch
    {
        ("running" or "RUNNING", _) => new TaskOutcome.Running(),
        ("stopped", var exit) => TaskOutcome.OfExit(exit),
        // The cluster's list gives a task that runs neither end nor status; lists put the exit text where the status is.
        (null, _) when EndedAt is null => new TaskOutcome.Running(),
        var (status, _) => TaskOutcome.OfExit(status),
    };

    [JsonInclude]
    internal string? Status { get; init; }

    [JsonInclude]
    internal string? ExitStatus { get; init; }

    /// <summary>Throws <see cref="ProxmoxFailure.TaskFailed"/> unless the task succeeded.</summary>
    public void ThrowUnlessSucceeded()
    {
        var failure = Outcome switch
        {
            TaskOutcome.Failed failed => Failure($"failed: {failed.Message}", failed.Cause),
            TaskOutcome.Running => Failure("has not ended yet", null),
            TaskOutcome.Unknown unknown => Failure($"ended in an unknown way: {unknown.Message}", null),
            _ => null,
        };
        if (failure is not null)
        {
            throw failure;
        }
    }

    ProxmoxException Failure(string what, ProxmoxFailure? cause) => new(
        ProxmoxFailure.TaskFailed, $"Task {Upid.Type} {Upid.Id} on {Upid.Node} {what.TrimEnd('.', ' ', ':')} ({Upid}).")
    {
        TaskCause = cause,
        IsAmbiguous = cause is null,
    };
}
