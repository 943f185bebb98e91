using Google.Protobuf.WellKnownTypes;
using HomeLab.Backups.Sources;
using HomeLab.Backups.States;
using Contract = HomeLab.Contracts.Grpc.Backups;

namespace HomeLab.Backups.Rpc;

/// <summary>What is known, in the words of the contract.</summary>
static class BackupMessages
{
    /// <param name="wanted">Null: no policy wants it any more.</param>
    public static Contract.Backup Of(WantedBackup? wanted, BackupState state, bool isDryRun, DateTimeOffset now)
    {
        var every = wanted?.Policy.Every.ToTimeSpan() ?? TimeSpan.Zero;
        var due = state.DueAt(every);
        return new Contract.Backup
        {
            Key = state.Key,
            Policy = WantedBackup.PolicyOf(state.Key),
            Address = WantedBackup.AddressOf(state.Key),
            IsWanted = wanted is not null,
            LastAt = Time(state.LastAt),
            LastBytes = state.LastBytes,
            LastCopy = state.LastCopy,
            NextDueAt = wanted is null || isDryRun ? null : Time(due > DateTime.MinValue ? due : state.DueSince ?? now.UtcDateTime),
            Problem = state.Problem,
            IsOverdue = wanted is not null && (state.LastAt is { } last ? last + every + every : state.DueSince + every) < now.UtcDateTime,
            Method = state.LastMethod,
        };
    }

    public static Contract.Copy Of(Repositories.Copy copy) => new()
    {
        Id = copy.Id, At = Timestamp.FromDateTimeOffset(copy.At), Bytes = copy.Bytes, Sha256 = copy.Sha256, Method = copy.Method,
    };

    public static Contract.Restoration Of(Restoring.Restoration restoration) => new()
    {
        Id = restoration.Id.ToString(), Key = restoration.Key, Copy = restoration.Copy, Into = restoration.IntoName, State = restoration.State, Reason = restoration.Reason,
        StartedAt = Time(restoration.StartedAt), EndedAt = Time(restoration.EndedAt), Actor = restoration.Actor,
    };

    static Timestamp? Time(DateTime? utc) => utc is { } time ? Timestamp.FromDateTime(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null;
}
