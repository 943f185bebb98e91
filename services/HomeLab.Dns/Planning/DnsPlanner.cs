using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>Decides what is done to a zone. Pure: the same arguments in any order give the same plan, and applying it leaves no changes.</summary>
/// <remarks>
/// <code>
/// wanted | there             | whose            | then
/// yes    | the same          | ours             | nothing, or Update of a ttl or proxy flag that was asked for
/// yes    | the same          | anyone's         | withheld: it is not taken over
/// yes    | same type, other  | ours, unwanted   | Update in place
/// yes    | same type, other  | anyone's         | withheld, except TXT, which stand side by side
/// yes    | excluding type    | ours             | Replace
/// yes    | excluding type    | anyone's         | withheld
/// yes    | nothing           |                  | Create
/// yes    | nothing           | another program's| withheld (OtherPrograms)
/// no     | something         | ours             | Delete once every source has spoken and the absence has lasted; until then withheld
/// no     | something         | one mark of two  | withheld, always
/// no     | something         | anyone's         | nothing
/// unproven| anything         |                  | nothing is made or changed; the Delete is proposed
/// undone | what the change made| ours            | Update back while it is held (HeldChanges); what is asked for is withheld
/// undone | nothing           |                  | Create as it was, if nobody wants the name meanwhile
/// </code>
/// Whatever waits for health (<see cref="Wait"/>) is as if it were wanted, and neither made nor changed; it is deleted only where that was asked for, it
/// has been unhealthy long enough and another record answers for its name, or its stop was announced (<see cref="Drain"/>). Not to know is no reason to delete.
/// What a person asked for about whose records are (<see cref="OwnershipWish"/>) is proposed in place of what is withheld above:
/// a record that is the same or has one mark of two becomes ours; one that is ours is handed over.
/// Where a record's policy says so (<see cref="ChangePolicy"/>), its Update, Replace or Delete is withheld.
/// A Delete whose absence only a person can confirm (another epoch, a source taken out of the lab, nobody known to have wanted it)
/// is proposed, and so is every change for which lab, kind or document say <c>approve</c>; where one says <c>dryRun</c> it is
/// previewed.
/// </remarks>
static class DnsPlanner
{
    public static DnsPlan Plan(DesiredZone desired, ActualZone actual, Ownership ownership, PlanPolicy policy, DateTimeOffset now)
    {
        var (records, heldBack) = HeldChanges.Of(desired.Records, ownership.Undone, now);
        desired = desired with { Records = records };
        var ground = new PlanGround(
            desired, ownership, new OtherPrograms(actual, ownership), new Evidence(desired, policy, now), policy,
            new ObjectAddresses(desired.Zone, actual, ownership), now);
        var decisions = new PlanDecisions(ground);
        foreach (var name in ByName.Of(records, actual.Records))
        {
            new NamePlan(name.Name, ground, decisions).Decide(name.Wanted, name.There);
        }
        foreach (var (record, undo) in heldBack)
        {
            decisions.Withhold(ground.Draft(record), Reasons.Undone(undo), isUnmet: false, undo.Until);
        }
        return decisions.Plan;
    }
}
