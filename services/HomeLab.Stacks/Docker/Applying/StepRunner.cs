using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Docker;
using HomeLab.Registry;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Applying;

/// <summary>Makes one step at one Engine, and tells afterwards whether it was made.</summary>
/// <remarks>
/// Whatever is stopped, renamed or removed is addressed by its id: what another program made meanwhile under the same name is another
/// object and is not reached. A name that is taken when something is created is ours only if it bears this very change's mark.
/// </remarks>
sealed partial class StepRunner(IDockerClient client, StepContext context)
{
    /// <summary>By which name Docker knows accounts of Docker Hub.</summary>
    const string DockerHubAccount = "https://index.docker.io/v1/";

    /// <exception cref="EngineException">
    /// With <see cref="EngineException.Fenced"/> where the object is not the one that the step is meant for. Where the answer was lost
    /// (<see cref="EngineException.IsAnswered"/>), <see cref="ReadBackAsync"/> tells.
    /// </exception>
    public Task<StepResult> ApplyAsync(StackStep step, CancellationToken cancellationToken) => (step.Kind, step.Action) switch
    {
        (StepKind.Image, StepAction.Pull) => PullAsync(step, cancellationToken),
        (StepKind.Network, StepAction.Create) => CreateNetworkAsync(step, cancellationToken),
        (StepKind.Network, StepAction.Remove) => RemoveNetworkAsync(step, cancellationToken),
        (StepKind.Volume, StepAction.Create) => CreateVolumeAsync(step, cancellationToken),
        (StepKind.Container, StepAction.Create) => CreateContainerAsync(step, cancellationToken),
        (StepKind.Container, _) => ChangeContainerAsync(step, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(step), $"{step.Action} of a {step.Kind} is no step"),
    };

    async Task<StepResult> PullAsync(StackStep step, CancellationToken cancellationToken)
    {
        var progress = new PullProgress();
        var account = ImageReference.TryParse(step.Name) is { } reference ? await AccountAsync(reference, cancellationToken) : null;
        await EngineCalls.MakeAsync(
            $"pulling {step.Name}",
            () => client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = WithTag(step.Name), Platform = step.Target }, account, progress, cancellationToken),
            cancellationToken);
        if (progress.Error is { } error)
            throw new EngineException("PullFailed", $"pulling {step.Name}: {error}", isTransient: true, isAnswered: true);
        var image = await EngineCalls.MakeAsync($"inspecting {step.Name}", () => client.Images.InspectImageAsync(step.Name, cancellationToken), cancellationToken);
        return new StepResult(image.ID, Json(new { image.ID }));
    }

    /// <summary>The Engine hands it on to the registry: https://docs.docker.com/reference/api/engine/#section/Authentication.</summary>
    async Task<AuthConfig?> AccountAsync(ImageReference image, CancellationToken cancellationToken) =>
        await context.Accounts(image, cancellationToken) is { } credential
            ? new AuthConfig { Username = credential.UserName, Password = credential.Password, ServerAddress = image.Registry == ImageReference.DockerHub ? DockerHubAccount : image.Registry }
            : null;

    async Task<StepResult> CreateNetworkAsync(StackStep step, CancellationToken cancellationToken)
    {
        if (await NetworkNamedAsync(step.Name, cancellationToken) is { } there)
        {
            return IsOurs(there.Labels) ? new StepResult(there.ID, Json(new { there.ID, there.Name }))
                : throw EngineException.BecauseFenced($"a network {step.Name} was made by somebody else meanwhile");
        }
        var created = await EngineCalls.MakeAsync(
            $"creating the network {step.Name}",
            () => client.Networks.CreateNetworkAsync(ResourceCreation.Of(context.Project.Networks[step.Target!], context), cancellationToken), cancellationToken);
        return new StepResult(created.ID, Json(new { created.ID, step.Name }));
    }

    async Task<StepResult> RemoveNetworkAsync(StackStep step, CancellationToken cancellationToken)
    {
        await GoneIsFineAsync(() => EngineCalls.MakeAsync(
            $"removing the network {step.Name}", () => client.Networks.DeleteNetworkAsync(step.ExpectedId, cancellationToken), cancellationToken));
        return new StepResult(step.ExpectedId!, null);
    }

    async Task<StepResult> CreateVolumeAsync(StackStep step, CancellationToken cancellationToken)
    {
        // The Engine answers with the one that is there where the name is taken.
        var created = await EngineCalls.MakeAsync(
            $"creating the volume {step.Name}",
            () => client.Volumes.CreateAsync(ResourceCreation.Of(context.Project.Volumes[step.Target!], context), cancellationToken), cancellationToken);
        return IsOurs(created.Labels) ? new StepResult(created.Name, Json(new { created.Name, created.CreatedAt }))
            : throw EngineException.BecauseFenced($"a volume {step.Name} was made by somebody else meanwhile");
    }

    async Task<StepResult> CreateContainerAsync(StackStep step, CancellationToken cancellationToken)
    {
        try
        {
            var created = await EngineCalls.MakeAsync(
                $"creating {step.Name}", () => client.Containers.CreateContainerAsync(ContainerCreation.Of(step, context), cancellationToken), cancellationToken);
            return new StepResult(created.ID, Json(new { created.ID, step.Name, step.Hash }));
        }
        catch (EngineException exception) when (exception.Code == "Conflict")
        {
            var there = await InspectAsync(step.Name, cancellationToken);
            if (there is not null && IsOurs(there.Config?.Labels))
                return new StepResult(there.ID, Json(new { there.ID, step.Name, step.Hash }));
            throw there is null ? exception : EngineException.BecauseFenced($"the name {step.Name} was taken by somebody else meanwhile");
        }
    }

    async Task<NetworkResponse?> NetworkNamedAsync(string name, CancellationToken cancellationToken)
    {
        var networks = await EngineCalls.MakeAsync("listing networks", () => client.Networks.ListNetworksAsync(null, cancellationToken), cancellationToken);
        return networks.FirstOrDefault(it => it.Name == name);
    }

    async Task<ContainerInspectResponse?> InspectAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await EngineCalls.MakeAsync($"inspecting {id}", () => client.Containers.InspectContainerAsync(id, cancellationToken), cancellationToken);
        }
        catch (EngineException exception) when (exception.Code == "NotFound")
        {
            return null;
        }
    }

    static async Task GoneIsFineAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (EngineException exception) when (exception.Code == "NotFound")
        {
            // It is known by an id that is given once: gone is removed.
        }
    }

    bool IsOurs(IDictionary<string, string>? labels) => labels?.TryGetValue(ComposeLabels.Change, out var change) == true && change == context.ChangeId;

    /// <summary>Without a tag an Engine would pull every tag that there is.</summary>
    static string WithTag(string reference) =>
        reference.Contains('@', StringComparison.Ordinal) || reference.LastIndexOf(':') > reference.LastIndexOf('/') ? reference : reference + ":latest";

    static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
