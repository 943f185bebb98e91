namespace HomeLab.Stacks.Compose;

/// <param name="Test">As the Engine takes it: <c>CMD</c>, <c>CMD-SHELL</c> or <c>NONE</c> first; null: the image's.</param>
sealed record ComposeHealthcheck(IReadOnlyList<string>? Test, TimeSpan? Interval, TimeSpan? Timeout, TimeSpan? StartPeriod, long? Retries)
{
    public bool IsDisabled => Test is ["NONE"];
}
