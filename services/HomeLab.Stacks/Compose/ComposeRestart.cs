namespace HomeLab.Stacks.Compose;

/// <param name="Policy"><c>no</c>, <c>always</c>, <c>unless-stopped</c> or <c>on-failure</c>.</param>
/// <param name="Retries">Of <c>on-failure</c>; 0: for ever.</param>
sealed record ComposeRestart(string Policy, long Retries = 0)
{
    public static ComposeRestart No { get; } = new("no");

    public override string ToString() => Retries > 0 ? string.Create(null, $"{Policy}:{Retries}") : Policy;
}
