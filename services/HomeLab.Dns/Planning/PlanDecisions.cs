using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>What was decided so far, about all names: a list of each name's own would be most of the memory of a plan.</summary>
sealed class PlanDecisions(PlanGround ground)
{
    readonly List<RecordChange> changes = [];
    readonly List<Waiting> proposed = [];
    readonly List<RecordChange> previewed = [];
    readonly List<Withheld> withheld = [];
    readonly Dictionary<string, Claim> claims = new(ground.Desired.Records.Count);

    public DnsPlan Plan => new(ground.Zone, ChangeOrder.Of(changes), Waiting.Ordered(proposed), ChangeOrder.Of(previewed), withheld, claims);

    public void Add(RecordChange change, params ReadOnlySpan<ApplyMode> asked) => Add(change, doubt: null, asked);

    /// <param name="doubt">Why only a person can tell whether it was meant; null: it was.</param>
    /// <param name="asked">What the documents that it is about say about being changed.</param>
    public void Add(RecordChange change, Reason? doubt, params ReadOnlySpan<ApplyMode> asked)
    {
        var byDocument = ApplyModes.Strictest(asked);
        if (ApplyModes.Strictest(ground.Policy.Apply, byDocument) == ApplyMode.DryRun)
        {
            previewed.Add(change);
            return;
        }
        Reason?[] reasons =
        [
            doubt,
            ground.Policy.Apply == ApplyMode.Approve ? Reasons.PolicyAsks : null,
            byDocument == ApplyMode.Approve ? Reasons.DocumentAsks : null,
        ];
        if (reasons.OfType<Reason>().ToList() is { Count: > 0 } why)
        {
            proposed.Add(new Waiting(change, why));
        }
        else
        {
            changes.Add(change);
        }
    }

    /// <summary>What only a person may have done, for this reason.</summary>
    public void Propose(RecordChange change, Reason asked)
    {
        if (ground.Policy.Apply == ApplyMode.DryRun)
        {
            previewed.Add(change);
        }
        else
        {
            proposed.Add(new Waiting(change, [asked]));
        }
    }

    public void Withhold(RecordChange change, Reason reason, bool isUnmet, DateTimeOffset? dueAt = null) =>
        withheld.Add(new Withheld(change, reason, isUnmet, dueAt));

    /// <summary>From now on the object is this one's.</summary>
    public void Claim(string @object, DesiredRecord record)
    {
        var claim = ground.ClaimOf(record);
        // Mostly nothing has changed, and what is known already is kept once.
        claims[@object] = ground.ClaimOn(@object) is { } known && known == claim ? known : claim;
    }

    /// <summary>Whoever wanted it last goes on being known.</summary>
    public void KeepClaim(string @object)
    {
        var claim = ground.ClaimOn(@object);
        Remember(@object, claim, claim?.AbsentSince);
    }

    public void Remember(string @object, Claim? claim, DateTimeOffset? absentSince)
    {
        if (claim is not null)
        {
            claims[@object] = claim with { AbsentSince = absentSince };
        }
    }
}
