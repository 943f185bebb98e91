using System.Globalization;
using Docker.DotNet.Models;
using HomeLab.Docker;
using HomeLab.Stacks.Docker.Planning;
using ContainerState = HomeLab.Stacks.Docker.Planning.ContainerState;

namespace HomeLab.Stacks.Docker.Observing;

/// <summary>Reads what an Engine says of one container.</summary>
static class InspectedContainer
{
    public static ObservedContainer Of(ContainerInspectResponse container, ImageDefaults? image)
    {
        var labels = TextMaps.Of(container.Config?.Labels);
        return new ObservedContainer
        {
            Id = container.ID,
            Name = container.Name.TrimStart('/'),
            Service = labels.At(ComposeLabels.Service),
            Number = int.TryParse(labels.At(ComposeLabels.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1,
            Stack = labels.At(ComposeLabels.Stack),
            Installation = labels.At(ComposeLabels.Installation),
            Hash = labels.At(ComposeLabels.Hash),
            FilesHash = labels.At(ComposeLabels.FilesHash),
            ImageId = container.Image ?? "",
            Image = image,
            State = StateOf(container.State),
            Health = HealthOf(container.State?.Health),
            ExitCode = container.State?.ExitCode ?? 0,
            StartedAt = container.State?.StartedAt ?? "",
            Fields = InspectedShape.Of(container),
            Networks = [.. (container.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>()).OrderBy(it => it.Key, StringComparer.Ordinal).Select(AttachmentOf)],
            AnonymousVolumes = TextMaps.Of(container.Mounts?.Where(InspectedShape.IsAnonymous).Select(it => KeyValuePair.Create(it.Destination, it.Name))),
        };
    }

    static ObservedAttachment AttachmentOf(KeyValuePair<string, EndpointSettings> endpoint) => new(
        endpoint.Key,
        endpoint.Value.NetworkID ?? "",
        [.. endpoint.Value.Aliases ?? []],
        endpoint.Value.IPAMConfig?.IPv4Address ?? "",
        endpoint.Value.IPAMConfig?.IPv6Address ?? "");

    static ContainerState StateOf(global::Docker.DotNet.Models.ContainerState? state) => state?.Status switch
    {
        "running" => ContainerState.Running,
        "restarting" => ContainerState.Restarting,
        "paused" => ContainerState.Paused,
        "created" => ContainerState.Created,
        "exited" => ContainerState.Exited,
        "dead" or "removing" => ContainerState.Dead,
        var other => throw new EngineException("MalformedAnswer", $"the Engine tells a state of a container that is not known: {other}", true, true),
    };

    static HealthState HealthOf(Health? health) => health?.Status switch
    {
        "starting" => HealthState.Starting,
        "healthy" => HealthState.Healthy,
        "unhealthy" => HealthState.Unhealthy,
        _ => HealthState.None,
    };
}
