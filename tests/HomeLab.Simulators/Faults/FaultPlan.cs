namespace HomeLab.Simulators.Faults;

/// <summary>What goes wrong with one request.</summary>
sealed class FaultPlan
{
    public List<int> Struck { get; } = [];

    public TimeSpan Latency { get; private set; }

    public TimeSpan Lag { get; private set; }

    public bool HasWrongIdentity { get; private set; }

    public bool IsBusy { get; private set; }

    /// <summary>How what the request begins goes on; null: as it should.</summary>
    public FaultRule? Aftermath { get; private set; }

    public Func<int, bool>? Shows { get; private set; }

    /// <summary>The one effect that decides about answer and application, if any.</summary>
    public FaultRule? Decisive { get; private set; }

    public bool HasRoomFor(FaultRule rule) => Combines(rule) || Decisive is null;

    public void Take(FaultRule rule)
    {
        Struck.Add(rule.Id);
        switch (rule.Effect)
        {
            case FaultEffect.Latency:
                Latency += TimeSpan.FromSeconds(rule.Seconds);
                break;
            case FaultEffect.StaleReads:
                Lag = TimeSpan.FromSeconds(Math.Max(Lag.TotalSeconds, rule.Seconds));
                break;
            case FaultEffect.EmptyLists:
                Shows = _ => false;
                break;
            case FaultEffect.ShortLists:
                Shows ??= index => index % 2 == 0;
                break;
            case FaultEffect.WrongIdentity:
                HasWrongIdentity = true;
                break;
            case FaultEffect.FailsLater or FaultEffect.NeverEnds:
                Aftermath ??= rule;
                break;
            case FaultEffect.Busy:
                IsBusy = true;
                break;
            default:
                Decisive = rule;
                break;
        }
    }

    static bool Combines(FaultRule rule) =>
        rule.Effect is FaultEffect.Latency or FaultEffect.StaleReads or FaultEffect.EmptyLists or FaultEffect.ShortLists
            or FaultEffect.WrongIdentity or FaultEffect.FailsLater or FaultEffect.NeverEnds or FaultEffect.Busy;
}
