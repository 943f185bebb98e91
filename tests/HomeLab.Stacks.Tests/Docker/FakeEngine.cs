using HomeLab.Stacks.Compose;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>An Engine with rules and without time: what a real one refuses it refuses too.</summary>
sealed class FakeEngine
{
    int made;

    public List<ObservedContainer> Containers { get; } = [];

    public List<ObservedNetwork> Networks { get; } = [];

    public List<ObservedVolume> Volumes { get; } = [];

    public List<OtherContainer> Others { get; } = [];

    public Dictionary<string, string> Images { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ImageDefaults> Defaults { get; } = new(StringComparer.Ordinal);

    public bool AttachesAtCreation { get; init; } = true;

    public ObservedProject Observe(string project = "shop") => new()
    {
        Project = project,
        Containers = [.. Containers],
        All = [.. Containers.Select(it => new OtherContainer(it.Id, it.Name, project, [.. it.Networks.Select(at => at.Network)])), .. Others],
        Networks = [.. Networks],
        Volumes = [.. Volumes],
        Images = new ImageIndex(
            Images.ToDictionary(it => ImageIndex.Normalize(it.Key), it => it.Value),
            Images.Values.Distinct().ToDictionary(it => it, it => Defaults.GetValueOrDefault(it, ImageDefaults.None))),
        AttachesAtCreation = AttachesAtCreation,
    };

    public void Apply(ComposeProject project, RepositoryFiles files, PlanOptions options, IEnumerable<StackStep> steps)
    {
        foreach (var step in steps)
            Apply(project, files, options, step);
    }

    public void Apply(ComposeProject project, RepositoryFiles files, PlanOptions options, StackStep step)
    {
        switch (step.Kind, step.Action)
        {
            case (StepKind.Image, _):
                Images[step.Name] = $"sha256:{++made:d64}";
                break;
            case (StepKind.Volume, _):
                Refuse(Volumes.Any(it => it.Name == step.Name), "the volume is there");
                var volume = project.Volumes[step.Target!];
                Volumes.Add(new ObservedVolume(step.Name, volume.Driver ?? "local", "now", volume.DriverOptions, volume.Labels.SetItem(ComposeLabels.Project, project.Name)));
                break;
            case (StepKind.Network, StepAction.Create):
                Refuse(Networks.Any(it => it.Name == step.Name), "the network is there");
                Networks.Add(NetworkOf(project.Networks[step.Target!], project.Name));
                break;
            case (StepKind.Network, _):
                Refuse(Containers.Any(it => it.Networks.Any(at => at.NetworkId == step.ExpectedId)), "the network has endpoints");
                Networks.RemoveAll(it => it.Id == step.ExpectedId);
                break;
            case (_, StepAction.Create):
                Create(project, files, options, step);
                break;
            default:
                Change(project, step);
                break;
        }
    }

    public void Edit(string name, Func<ObservedContainer, ObservedContainer> edit)
    {
        var at = Containers.FindIndex(it => it.Name == name);
        Containers[at] = edit(Containers[at]);
    }

    void Create(ComposeProject project, RepositoryFiles files, PlanOptions options, StackStep step)
    {
        Refuse(Containers.Any(it => it.Name == step.Name) || Others.Any(it => it.Name == step.Name), "the name is taken");
        var service = project.Services[step.Service!];
        var image = Images[service.Image];
        var defaults = Defaults.GetValueOrDefault(image, ImageDefaults.None);
        var fields = DesiredShape.Of(project, service, defaults, options.HostDirectory, mode =>
            Containers.Single(it => it.Name == Slot.NameOf(project.Name, project.Services[mode.Split(':')[1]], 1)).Id);
        Containers.Add(new ObservedContainer
        {
            Id = $"{++made:x12}{new string('0', 52)}",
            Name = step.Name,
            Service = service.Key,
            Number = step.Number!.Value,
            Stack = options.Stack,
            Hash = step.Hash!,
            FilesHash = ServiceHash.OfFiles(DeliveredFiles.Of(project, service, files, options.HostDirectory)),
            ImageId = image,
            Image = defaults,
            Fields = fields,
            Networks = [.. step.Networks.Select(it => Joined(project, service, it, step.Name))],
            AnonymousVolumes = TextMaps.Of(defaults.Volumes.Select(it => KeyValuePair.Create(it, step.Carried.GetValueOrDefault(it, $"{++made:d64}")))),
        });
    }

    void Change(ComposeProject project, StackStep step)
    {
        var container = step.ExpectedId is { } id ? Containers.SingleOrDefault(it => it.Id == id) : Containers.SingleOrDefault(it => it.Name == step.Name);
        Refuse(container is null, "there is no such container");
        var at = Containers.IndexOf(container!);
        switch (step.Action)
        {
            case StepAction.Start or StepAction.Restart:
                Refuse(Containers.Any(it => it.Id != container!.Id && it.IsRunning && it.Service == container.Service && it.Number == container.Number), "two would run in one place");
                Refuse(container!.Networks.Any(it => Networks.All(network => network.Id != it.NetworkId)), "its network is gone");
                Containers[at] = container with { State = ContainerState.Running, StartedAt = $"run {++made}", Health = container.Fields.ContainsKey("healthcheck.test") ? HealthState.Healthy : HealthState.None };
                break;
            case StepAction.Stop:
                Containers[at] = container! with { State = ContainerState.Exited, ExitCode = 137 };
                break;
            case StepAction.Rename:
                Refuse(Containers.Any(it => it.Name == step.Target), "the name is taken");
                Containers[at] = container! with { Name = step.Target! };
                break;
            case StepAction.Connect:
                Refuse(container!.Networks.Any(it => it.Network == step.Target), "it is in the network");
                var service = project.Services[step.Service!];
                var key = service.Networking.Networks.Keys.Single(it => project.Networks[it].Name == step.Target);
                Containers[at] = container with { Networks = [.. container.Networks, Joined(project, service, key, Slot.NameOf(project.Name, service, step.Number!.Value))] };
                break;
            case StepAction.Disconnect:
                Refuse(container!.Networks.All(it => it.Network != step.Target), "it is not in the network");
                Containers[at] = container with { Networks = [.. container.Networks.Where(it => it.Network != step.Target)] };
                break;
            case StepAction.Remove or StepAction.Delete:
                Refuse(container!.IsRunning, "it runs");
                Containers.RemoveAt(at);
                break;
            default:
                Refuse(container!.State != ContainerState.Created, "files come before the start");
                break;
        }
    }

    ObservedAttachment Joined(ComposeProject project, ComposeService service, string key, string container)
    {
        var network = Networks.SingleOrDefault(it => it.Name == project.Networks[key].Name);
        Refuse(network is null, "there is no such network");
        var attachment = service.Networking.Networks[key];
        return new ObservedAttachment(network!.Name, network.Id, [container, .. Attachments.AliasesOf(service, attachment)], attachment.Ipv4Address ?? "", "");
    }

    ObservedNetwork NetworkOf(ComposeNetwork network, string project) => new()
    {
        Id = $"network-{++made}",
        Name = network.Name,
        Driver = network.Driver ?? "bridge",
        IsInternal = network.IsInternal,
        Labels = network.Labels.SetItem(ComposeLabels.Project, project),
        Options = network.DriverOptions,
        Subnets = [.. network.Subnets.Select(it => it.Subnet!)],
    };

    static void Refuse(bool condition, string because)
    {
        if (condition)
            throw new InvalidOperationException(because);
    }
}
