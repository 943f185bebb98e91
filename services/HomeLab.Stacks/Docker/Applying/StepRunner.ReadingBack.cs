using Docker.DotNet.Models;
using HomeLab.Docker;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Applying;

sealed partial class StepRunner
{
    /// <summary>Whether a step took effect whose answer nobody heard.</summary>
    /// <remarks>Of a step that can be made again without harm (copying files, a rename), not applied is the safe answer.</remarks>
    /// <exception cref="EngineException">The Engine could not be asked.</exception>
    public async Task<StepEffect> ReadBackAsync(StackStep step, CancellationToken cancellationToken)
    {
        switch (step.Kind, step.Action)
        {
            case (StepKind.Image, _):
                return await ImageAsync(step, cancellationToken);
            case (StepKind.Network, StepAction.Create):
                return Effect(await NetworkNamedAsync(step.Name, cancellationToken) is { } network && IsOurs(network.Labels));
            case (StepKind.Network, _):
                var networks = await EngineCalls.MakeAsync("listing networks", () => client.Networks.ListNetworksAsync(null, cancellationToken), cancellationToken);
                return Effect(networks.All(it => it.ID != step.ExpectedId));
            case (StepKind.Volume, _):
                var volumes = await EngineCalls.MakeAsync("listing volumes", () => client.Volumes.ListAsync(cancellationToken), cancellationToken);
                return Effect((volumes.Volumes ?? []).Any(it => it.Name == step.Name && IsOurs(it.Labels)));
            default:
                return await ContainerAsync(step, cancellationToken);
        }
    }

    async Task<StepEffect> ImageAsync(StackStep step, CancellationToken cancellationToken)
    {
        try
        {
            var image = await EngineCalls.MakeAsync($"inspecting {step.Name}", () => client.Images.InspectImageAsync(step.Name, cancellationToken), cancellationToken);
            // A pull of what is there already ends with the same image: nobody can tell, and nobody needs to.
            return image.ID == step.ExpectedId ? StepEffect.Unknown : StepEffect.Applied;
        }
        catch (EngineException exception) when (exception.Code == "NotFound")
        {
            return StepEffect.NotApplied;
        }
    }

    async Task<StepEffect> ContainerAsync(StackStep step, CancellationToken cancellationToken)
    {
        var container = await InspectAsync(step.ExpectedId ?? step.Name, cancellationToken);
        if (step.Action is StepAction.Remove or StepAction.Delete)
            return Effect(container is null);
        if (container is null)
            return StepEffect.NotApplied;
        if (step.ExpectedId is null && !IsOurs(container.Config?.Labels))
            return StepEffect.NotApplied;
        return step.Action switch
        {
            StepAction.Create => StepEffect.Applied,
            StepAction.Start => Effect(container.State.Running || HasRunSince(step, container)),
            StepAction.Restart => Effect(HasRunSince(step, container)),
            StepAction.Stop => Effect(!container.State.Running),
            StepAction.Rename => Effect(container.Name.TrimStart('/') == step.Target),
            StepAction.Deliver => Effect(HasRunSince(step, container)),
            StepAction.Connect => Effect(container.NetworkSettings.Networks.ContainsKey(step.Target!)),
            StepAction.Disconnect => Effect(
                !container.NetworkSettings.Networks.TryGetValue(step.Target!, out var at) || (step.TargetId is { Length: > 0 } id && at.NetworkID != id)),
            _ => StepEffect.Unknown,
        };
    }

    /// <summary>The Engine writes the year 1 for what has never run.</summary>
    static bool HasRunSince(StackStep step, ContainerInspectResponse container) =>
        container.State.StartedAt != (step.StartedAt is { Length: > 0 } then ? then : "0001-01-01T00:00:00Z");

    static StepEffect Effect(bool isApplied) => isApplied ? StepEffect.Applied : StepEffect.NotApplied;
}
