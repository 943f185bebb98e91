using System.Collections.Concurrent;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Docker;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Observing;

/// <summary>Reads one Engine. What cannot be read is an exception, never an empty answer.</summary>
/// <remarks>Four lists and one inspection a container of the project; what an image brings never changes and is read once.</remarks>
sealed class EngineView(IDockerClient client)
{
    const int AtOnce = 8;
    static readonly Version AttachesAtCreation = new(1, 44);

    readonly ConcurrentDictionary<string, ImageDefaults> images = new(StringComparer.Ordinal);
    Version? version;

    /// <param name="references">The images that the project names, as it writes them.</param>
    /// <exception cref="EngineException">The Engine could not be read whole.</exception>
    public async Task<ObservedProject> ObserveAsync(string project, IEnumerable<string> references, CancellationToken cancellationToken)
    {
        version ??= Version.Parse((await EngineCalls.MakeAsync(
            "asking the Engine's version", () => client.System.GetVersionAsync(cancellationToken), cancellationToken)).APIVersion);
        var containers = EngineCalls.MakeAsync(
            "listing containers", () => client.Containers.ListContainersAsync(new ContainersListParameters { All = true }, cancellationToken), cancellationToken);
        var networks = EngineCalls.MakeAsync("listing networks", () => client.Networks.ListNetworksAsync(null, cancellationToken), cancellationToken);
        var volumes = EngineCalls.MakeAsync("listing volumes", () => client.Volumes.ListAsync(cancellationToken), cancellationToken);
        var listed = EngineCalls.MakeAsync("listing images", () => client.Images.ListImagesAsync(new ImagesListParameters(), cancellationToken), cancellationToken);
        await Task.WhenAll(containers, networks, volumes, listed);

        var own = (await containers).Where(it => IsOf(project, it)).ToArray();
        var inspected = await InspectAsync(own, cancellationToken);
        var ids = ImageList.Ids(await listed);
        var index = new ImageIndex(ids, new Dictionary<string, ImageDefaults>(StringComparer.Ordinal));
        var wanted = references.Select(index.Find).OfType<string>().Concat(inspected.Select(it => it.Image)).ToHashSet(StringComparer.Ordinal);
        index = index with { Defaults = await DefaultsAsync(wanted, cancellationToken) };
        return new ObservedProject
        {
            Project = project,
            Containers = [.. inspected.Select(it => InspectedContainer.Of(it, index.DefaultsOf(it.Image)))],
            All = [.. (await containers).Select(OtherOf)],
            Networks = [.. (await networks).Select(NetworkOf)],
            // An Engine without volumes says null.
            Volumes = [.. ((await volumes).Volumes ?? []).Select(VolumeOf)],
            Images = index,
            AttachesAtCreation = version >= AttachesAtCreation,
        };
    }

    /// <summary>Whether what a step waits for is so.</summary>
    public async Task<WaitState> ReadAsync(StepWait wait, CancellationToken cancellationToken)
    {
        ContainerInspectResponse container;
        try
        {
            container = await EngineCalls.MakeAsync(
                $"inspecting {wait.Container}", () => client.Containers.InspectContainerAsync(wait.Container, cancellationToken), cancellationToken);
        }
        catch (EngineException exception) when (exception.Code == "NotFound")
        {
            return new WaitState(WaitVerdict.Failed, $"{wait.Container} is not there");
        }
        return WaitState.Of(wait, InspectedContainer.Of(container, null));
    }

    async Task<IReadOnlyList<ContainerInspectResponse>> InspectAsync(IReadOnlyList<ContainerListResponse> own, CancellationToken cancellationToken)
    {
        var found = new ConcurrentBag<ContainerInspectResponse>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(own, parallel, async (it, token) =>
        {
            try
            {
                found.Add(await EngineCalls.MakeAsync($"inspecting {it.ID}", () => client.Containers.InspectContainerAsync(it.ID, token), token));
            }
            catch (EngineException exception) when (exception.Code == "NotFound")
            {
                // It went between the two answers: a 404 for its id proves that.
            }
        });
        return [.. found.OrderBy(it => it.Name, StringComparer.Ordinal)];
    }

    async Task<IReadOnlyDictionary<string, ImageDefaults>> DefaultsAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, ImageDefaults>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (!images.TryGetValue(id, out var defaults))
            {
                try
                {
                    var image = await EngineCalls.MakeAsync($"inspecting {id}", () => client.Images.InspectImageAsync(id, cancellationToken), cancellationToken);
                    images[id] = defaults = ImageList.DefaultsOf(image);
                }
                catch (EngineException exception) when (exception.Code == "NotFound")
                {
                    // A container may outlive its image.
                    continue;
                }
            }
            known[id] = defaults;
        }
        return known;
    }

    static bool IsOf(string project, ContainerListResponse container) =>
        container.Labels is { } labels && labels.TryGetValue(ComposeLabels.Project, out var of) && of == project
        && labels.ContainsKey(ComposeLabels.Service)
        && !(labels.TryGetValue(ComposeLabels.OneOff, out var oneOff) && string.Equals(oneOff, "true", StringComparison.OrdinalIgnoreCase));

    static OtherContainer OtherOf(ContainerListResponse container) => new(
        // Others that link to it add names of theirs: /theirs/alias.
        container.ID, container.Names?.FirstOrDefault(it => it.LastIndexOf('/') == 0)?.TrimStart('/') ?? "",
        container.Labels?.TryGetValue(ComposeLabels.Project, out var project) == true ? project : "",
        [.. container.NetworkSettings?.Networks?.Keys ?? []]);

    static ObservedNetwork NetworkOf(NetworkResponse network) => new()
    {
        Id = network.ID,
        Name = network.Name,
        Driver = network.Driver,
        IsInternal = network.Internal,
        EnablesIpv6 = network.EnableIPv6,
        Options = TextMaps.Of(network.Options),
        Labels = TextMaps.Of(network.Labels),
        Subnets = [.. network.IPAM?.Config?.Select(it => it.Subnet) ?? []],
    };

    static ObservedVolume VolumeOf(VolumeResponse volume) => new(
        volume.Name, volume.Driver, volume.CreatedAt ?? "", TextMaps.Of(volume.Options), TextMaps.Of(volume.Labels));
}
