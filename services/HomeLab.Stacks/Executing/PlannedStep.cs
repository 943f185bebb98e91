namespace HomeLab.Stacks.Executing;

/// <summary>One call that changes something on a target.</summary>
/// <param name="Id">Within its plan.</param>
/// <param name="Object">What is changed, as the ledger calls it: <c>docker/nas/container/web-app-1</c>, <c>komodo/core/stack/web</c>.</param>
/// <param name="Action">create, start, stop, …; <c>delete</c>: what was is not to be any more, and nothing comes in its place.</param>
/// <param name="Expected">Canonical JSON of the identity and the state that it is meant for; null for a create.</param>
/// <param name="Desired">Canonical JSON of the state after it, without values that may be secrets; null for a delete.</param>
/// <param name="Because">One sentence for people.</param>
/// <param name="After">Ids of steps that have to be done before.</param>
/// <param name="Body">What the executor needs to carry it out; never shown or kept.</param>
sealed record PlannedStep(
    string Id, string Object, string Action, string? Expected, string? Desired, string Because, IReadOnlyList<string> After, object Body);
