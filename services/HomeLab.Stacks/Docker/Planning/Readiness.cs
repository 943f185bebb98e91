namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Tells when a service's container is as it should be, and whether one is.</summary>
sealed class Readiness(ComposeProject project, ObservedProject observed)
{
    public ReadyCondition Of(ComposeService service)
    {
        if (IsJob(service))
            return ReadyCondition.CompletedSuccessfully;
        var check = service.Healthcheck;
        var image = observed.Images.DefaultsOf(observed.Images.Find(service.ImageToRun))?.Healthcheck;
        var isChecked = check is not { IsDisabled: true } && (check?.Test is not null || image is { Test: not null, IsDisabled: false });
        return isChecked ? ReadyCondition.Healthy : ReadyCondition.Started;
    }

    /// <summary>Whether it has done what it was for: others wait for its success, or nothing restarts it and it succeeded.</summary>
    public bool IsDone(ComposeService service, ObservedContainer container) =>
        container is { State: ContainerState.Exited, ExitCode: 0 } && (service.Restart.Policy is "no" or "on-failure" || IsJob(service));

    public static bool IsMet(ObservedContainer? container, ReadyCondition condition) => condition switch
    {
        ReadyCondition.Healthy => container is { IsRunning: true, Health: HealthState.Healthy },
        ReadyCondition.CompletedSuccessfully => container is { State: ContainerState.Exited, ExitCode: 0 },
        _ => container is { IsRunning: true },
    };

    bool IsJob(ComposeService service) => project.Services.Values.Any(it =>
        it.DependsOn.Any(on => on.Service == service.Key && on.Condition == ReadyCondition.CompletedSuccessfully));
}
