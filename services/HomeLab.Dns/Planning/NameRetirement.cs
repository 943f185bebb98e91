using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>Takes away what nobody wants at one name, once nothing speaks against it any more.</summary>
sealed class NameRetirement(PlanGround ground, PlanDecisions decisions, NameHandover handover)
{
    /// <summary>A file that cannot be read may hold the document, and a document whose address is not known still asks for one.</summary>
    static readonly string[] Silent = ["FilesRefused", Reasons.AddressUnknownCode];

    /// <summary>What nobody wants: deleted when it is ours and that is proven, reported when only half of it is ours.</summary>
    public void Retire(ActualRecord record)
    {
        if (ground.Ownership.IsHalfOwned(record))
        {
            if (handover.MakeOurs(record, record: null))
            {
                return;
            }
            var half = new RecordChange.Delete(ground.Ownership.RecordedAs(record) ?? ground.Objects.First(record.Key), record, "");
            decisions.Withhold(half, ground.Ownership.Strangeness(record)!, isUnmet: false);
        }
        if (ground.ObjectOf(record) is not { } @object)
        {
            return;
        }
        var claim = ground.ClaimOn(@object);
        LetGo(@object, record, claim, ground.Evidence.Unproven(claim));
    }

    /// <summary>Deletes once nothing speaks against it any more.</summary>
    /// <param name="unproven">Why it is not proven that its claimant is gone; null: it is.</param>
    public void LetGo(string @object, ActualRecord record, Claim? claim, Reason? unproven)
    {
        var evidence = ground.Evidence;
        // What cannot be read may still claim it; of what is not there any more a person may know.
        var silence = unproven is not null && Silent.Contains(unproven.Code) ? unproven : evidence.Silence(known: unproven is null ? null : claim!.Source);
        var doubt = unproven is null ? evidence.Doubt(claim) : Reasons.Unproven(unproven);
        var delete = new RecordChange.Delete(@object, record, claim?.Address ?? "");
        var absentSince = silence is null ? claim?.AbsentSince ?? ground.Now : (DateTimeOffset?)null;
        decisions.Remember(@object, claim, absentSince);
        var dueAt = claim is null ? null : absentSince + ground.Policy.RemoveAfter;
        if (claim is { Policy: not ChangePolicy.Sync } kept)
        {
            decisions.Withhold(delete, Reasons.Keeps(kept.Policy, kept.Address), isUnmet: false);
        }
        else if ((silence ?? evidence.HeldBack(delete, @object, claim?.Address ?? "", claim?.Source ?? "")) is { } objection)
        {
            decisions.Withhold(delete, objection, isUnmet: false);
        }
        else if (dueAt > ground.Now)
        {
            decisions.Withhold(delete, Reasons.RemoveAfter(dueAt.Value), isUnmet: false, dueAt);
        }
        else
        {
            decisions.Add(delete, doubt, claim?.Apply ?? ApplyMode.Auto);
        }
    }
}
