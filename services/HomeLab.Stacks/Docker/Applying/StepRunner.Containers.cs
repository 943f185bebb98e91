using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Docker;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Applying;

sealed partial class StepRunner
{
    async Task<StepResult> ChangeContainerAsync(StackStep step, CancellationToken cancellationToken)
    {
        var id = await IdOfAsync(step, cancellationToken);
        if (step.Action is StepAction.Remove or StepAction.Delete)
        {
            // Its volumes stay: without force and without v nothing that runs and nothing that is kept goes.
            await GoneIsFineAsync(() => EngineCalls.MakeAsync(
                $"removing {step.Name}", () => client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters(), cancellationToken), cancellationToken));
            return new StepResult(id, null);
        }
        try
        {
            await EngineCalls.MakeAsync($"{step.Action} of {step.Name}", () => CallAsync(id, step, cancellationToken), cancellationToken);
        }
        catch (EngineException exception) when (exception.Code == "NotFound")
        {
            // A network may be what is not there.
            if (await InspectAsync(id, cancellationToken) is not null)
                throw;
            throw EngineException.BecauseFenced($"{step.Name} is not there any more as the one that this was meant for");
        }
        return new StepResult(id, Json(new { ID = id, Name = step.Action == StepAction.Rename ? step.Target : step.Name }));
    }

    Task CallAsync(string id, StackStep step, CancellationToken cancellationToken) => step.Action switch
    {
        StepAction.Start => client.Containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken),
        StepAction.Stop => client.Containers.StopContainerAsync(
            id, new ContainerStopParameters { WaitBeforeKillSeconds = (uint?)step.GraceSeconds }, cancellationToken),
        StepAction.Restart => client.Containers.RestartContainerAsync(
            id, new ContainerRestartParameters { WaitBeforeKillSeconds = (uint?)step.GraceSeconds }, cancellationToken),
        StepAction.Rename => client.Containers.RenameContainerAsync(id, new ContainerRenameParameters { NewName = step.Target }, cancellationToken),
        StepAction.Deliver => DeliverAsync(id, step, cancellationToken),
        StepAction.Connect => ConnectAsync(id, step, cancellationToken),
        StepAction.Disconnect => client.Networks.DisconnectNetworkAsync(
            step.TargetId is { Length: > 0 } network ? network : step.Target, new NetworkDisconnectParameters { Container = id, Force = true }, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(step), $"{step.Action} of a container is no step"),
    };

    async Task DeliverAsync(string id, StackStep step, CancellationToken cancellationToken)
    {
        var files = DeliveredFiles.Of(context.Project, context.Project.Services[step.Service!], context.Files, context.Options.HostDirectory);
        using var archive = FileArchive.Of(files);
        await client.Containers.ExtractArchiveToContainerAsync(id, new ContainerPathStatParameters { Path = "/" }, archive, cancellationToken);
    }

    Task ConnectAsync(string id, StackStep step, CancellationToken cancellationToken)
    {
        var service = context.Project.Services[step.Service!];
        var key = service.Networking.Networks.Keys.First(it => context.Project.Networks[it].Name == step.Target);
        return client.Networks.ConnectNetworkAsync(
            step.Target,
            new NetworkConnectParameters
            {
                Container = id,
                EndpointConfig = ContainerCreation.EndpointOf(service, key, Slot.NameOf(context.Project.Name, service, step.Number ?? 1), isWhole: false),
            },
            cancellationToken);
    }

    /// <summary>The id of the container that a step is meant for.</summary>
    public async Task<string> IdOfAsync(StackStep step, CancellationToken cancellationToken) => step.ExpectedId ?? await CreatedAsync(step, cancellationToken);

    /// <summary>The container that a step before this one created: it has the name and this change's mark.</summary>
    async Task<string> CreatedAsync(StackStep step, CancellationToken cancellationToken)
    {
        var there = await InspectAsync(step.Name, cancellationToken);
        return there is not null && IsOurs(there.Config?.Labels) ? there.ID
            : throw EngineException.BecauseFenced($"{step.Name} is not the container that this change created");
    }

    /// <summary>The last lines that a container wrote, for the record of what went wrong.</summary>
    public static async Task<string> LogsAsync(IDockerClient client, string id, int lines, CancellationToken cancellationToken)
    {
        var container = await EngineCalls.MakeAsync($"inspecting {id}", () => client.Containers.InspectContainerAsync(id, cancellationToken), cancellationToken);
        var tail = lines.ToString(CultureInfo.InvariantCulture);
        var parameters = new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Tail = tail };
        var (stdout, stderr) = await EngineCalls.MakeAsync(
            $"reading the log of {id}",
            async () =>
            {
                using var stream = await client.Containers.GetContainerLogsAsync(id, container.Config.Tty, parameters, cancellationToken);
                return await stream.ReadOutputToEndAsync(cancellationToken);
            },
            cancellationToken);
        return stdout + stderr;
    }
}
