namespace HomeLab.Simulators.Faults;

/// <summary>A rule that is in force and how often it struck.</summary>
public sealed record ArmedFaultView(FaultRule Rule, int Struck);
