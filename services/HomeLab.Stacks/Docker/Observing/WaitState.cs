using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Observing;

/// <param name="Reason">One sentence, unless it is met.</param>
sealed record WaitState(WaitVerdict Verdict, string Reason)
{
    public static WaitState Of(StepWait wait, ObservedContainer container)
    {
        var hasEnded = container.State is ContainerState.Exited or ContainerState.Dead;
        if (wait.Condition == ReadyCondition.CompletedSuccessfully)
        {
            return !hasEnded ? Pending($"{wait.Container} has not ended yet")
                : container.ExitCode == 0 ? Met
                : Failed(string.Create(null, $"{wait.Container} ended with exit code {container.ExitCode}"));
        }
        if (hasEnded && (wait.Condition == ReadyCondition.Healthy || container.ExitCode != 0))
            return Failed(string.Create(null, $"{wait.Container} is not running (exit code {container.ExitCode})"));
        if (container.State == ContainerState.Restarting)
            return Pending($"{wait.Container} ends and is restarted");
        if (container.State == ContainerState.Created)
            return Pending($"{wait.Container} has not started yet");
        return (wait.Condition, container.Health) switch
        {
            (ReadyCondition.Started, _) or (_, HealthState.Healthy) => Met,
            (_, HealthState.None) => Failed($"{wait.Container} has no healthcheck to become healthy by"),
            // A check may still come right: the deadline decides.
            (_, HealthState.Unhealthy) => Pending($"{wait.Container} is unhealthy"),
            _ => Pending($"{wait.Container} is not healthy yet"),
        };
    }

    static WaitState Met { get; } = new(WaitVerdict.Met, "");

    static WaitState Pending(string reason) => new(WaitVerdict.Pending, reason);

    static WaitState Failed(string reason) => new(WaitVerdict.Failed, reason);
}
