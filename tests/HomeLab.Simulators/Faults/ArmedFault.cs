namespace HomeLab.Simulators.Faults;

/// <summary>A rule and what is left of it; guarded by the switchboard.</summary>
sealed class ArmedFault(FaultRule rule, DateTimeOffset now)
{
    readonly Random chance = new(rule.Seed);
    readonly DateTimeOffset until = rule.ForSeconds is { } seconds ? now.AddSeconds(seconds) : DateTimeOffset.MaxValue;

    public FaultRule Rule { get; } = rule;

    public int Struck { get; private set; }

    public bool IsSpent(DateTimeOffset now) => Struck >= Rule.Times || now >= until;

    public bool Covers(SimulatedRequest request, string method) =>
        Is(Rule.System, request.System.Name) && Is(Rule.Method, method) && Is(Rule.Credential, request.Credential)
        && PathPattern.Matches(Rule.Path, request.Path) && (!Rule.NamesObject || PathPattern.Matches(Rule.Object, request.Object))
        && (Rule.Effect is not (FaultEffect.StaleReads or FaultEffect.EmptyLists or FaultEffect.ShortLists) || request.IsRead);

    public bool Strikes()
    {
        if (Rule.Probability < 1 && chance.NextDouble() >= Rule.Probability)
            return false;
        Struck++;
        return true;
    }

    static bool Is(string pattern, string value) => pattern == "*" || pattern.Equals(value, StringComparison.OrdinalIgnoreCase);
}
