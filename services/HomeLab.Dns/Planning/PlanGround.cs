using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>What the decisions about every name of a zone rest on.</summary>
sealed record PlanGround(
    DesiredZone Desired, Ownership Ownership, OtherPrograms Programs, Evidence Evidence, PlanPolicy Policy, ObjectAddresses Objects, DateTimeOffset Now)
{
    public ZoneName Zone => Desired.Zone;

    /// <summary>The address of our object; null when the record is not wholly ours.</summary>
    public string? ObjectOf(ActualRecord record) => Ownership.ObjectOf(record);

    /// <summary>Who wanted an object last; null: not known.</summary>
    public Claim? ClaimOn(string @object) => Ownership.Claims.GetValueOrDefault(@object);

    public Claim ClaimOf(DesiredRecord record) => new(record.By.Source, record.By.Address, Desired.Epoch, AbsentSince: null, record.Apply, record.Policy);

    public RecordChange.Create Draft(DesiredRecord record) => new(Objects.First(record.Key), record.ToRecord(), record.By) { Undo = record.Undo };

    /// <summary>Whose somebody else's record is, as far as that is known.</summary>
    public Reason Strangeness(ActualRecord stranger) =>
        stranger.IsLocked || Ownership.IsHalfOwned(stranger) ? Ownership.Strangeness(stranger)! : Programs.KeeperOf(stranger) ?? Ownership.Strangeness(stranger)!;
}
