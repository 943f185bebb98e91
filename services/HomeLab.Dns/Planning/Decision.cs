using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>What the policy makes of a plan.</summary>
abstract record Decision
{
    Decision() { }

    public sealed record Go : Decision;

    public sealed record Preview : Decision;

    public sealed record Propose(IReadOnlyList<Reason> Why) : Decision;
}
