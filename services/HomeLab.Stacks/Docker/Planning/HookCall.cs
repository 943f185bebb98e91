namespace HomeLab.Stacks.Docker.Planning;

/// <summary>One of a service's commands. What it is stands in the project alone, for it may hold secrets.</summary>
/// <param name="Number">From 0.</param>
/// <param name="IsLast">None of its phase comes after it.</param>
/// <param name="Hash">Of what it is: another command is another change.</param>
sealed record HookCall(HookPhase Phase, int Number, bool IsLast, string Hash)
{
    /// <summary>As Compose's files call it, counted from 1: <c>post_start 1</c>.</summary>
    public override string ToString() => string.Create(null, $"{NameOf(Phase)} {Number + 1}");

    public static string NameOf(HookPhase phase) => phase == HookPhase.PostStart ? "post_start" : "pre_stop";
}
