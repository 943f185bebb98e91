namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Plans what containers need before them: volumes, networks, images. Volumes are made and never changed or removed.</summary>
sealed class ResourcePlanner(ComposeProject project, ObservedProject observed, PlanDraft draft)
{
    readonly Dictionary<string, string> networks = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> volumes = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> images = new(StringComparer.Ordinal);

    /// <summary>Names of networks that are made anew: whoever is in them leaves before and joins again.</summary>
    public HashSet<string> Renewed { get; } = new(StringComparer.Ordinal);

    /// <summary>The steps after which a service's containers can be created.</summary>
    public IEnumerable<string> Before(ComposeService service) =>
    [
        .. service.Networking.Networks.Keys.Select(it => networks.GetValueOrDefault(it, "")),
        .. service.Storage.Volumes.Where(it => it.Kind == MountKind.Volume).Select(it => volumes.GetValueOrDefault(it.Source, "")),
        images.GetValueOrDefault(service.ImageToRun, ""),
    ];

    public string StepOf(string network) => networks.GetValueOrDefault(network, "");

    public void Plan(IReadOnlyList<ComposeService> services)
    {
        foreach (var key in services.SelectMany(it => it.Storage.Volumes).Where(it => it is { Kind: MountKind.Volume, Source.Length: > 0 })
            .Select(it => it.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Plan(project.Volumes[key]);
        }
        foreach (var key in services.SelectMany(it => it.Networking.Networks.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Plan(project.Networks[key]);
        foreach (var image in services.GroupBy(it => it.ImageToRun, StringComparer.Ordinal).OrderBy(it => it.Key, StringComparer.Ordinal))
            Plan(image.Key, image.First());
    }

    void Plan(ComposeVolume volume)
    {
        var actual = observed.Volumes.FirstOrDefault(it => it.Name == volume.Name);
        if (actual is null && !volume.IsExternal)
        {
            volumes[volume.Key] = draft.Add(new StackStep
            {
                Id = PlanDraft.IdOf(StepAction.Create, StepKind.Volume, volume.Name),
                Action = StepAction.Create,
                Kind = StepKind.Volume,
                Name = volume.Name,
                Target = volume.Key,
                Because = "the project declares it and it is not there",
            });
        }
        else if (actual is null)
        {
            draft.Problems.Add(new ComposeProblem(
                $"volumes.{volume.Key}", $"the external volume {volume.Name} is not there", "make it, or take `external` away"));
        }
        else if (!volume.IsExternal)
            Check(volume, actual);
    }

    void Check(ComposeVolume volume, ObservedVolume actual)
    {
        var isKnown = actual.Labels.GetValueOrDefault(ComposeLabels.Project) == project.Name
            || observed.Containers.Any(it => it.Fields.Values.Any(mount => mount.StartsWith($"{MountKind.Volume} {volume.Name} ", StringComparison.Ordinal)));
        if (!isKnown)
        {
            draft.Problems.Add(new ComposeProblem(
                $"volumes.{volume.Key}", $"a volume {volume.Name} is there that is not this project's",
                "declare it `external: true` if it is meant, or give another `name`"));
            return;
        }
        if ((volume.Driver is { } driver && driver != actual.Driver) || volume.DriverOptions.Any(it => actual.Options.GetValueOrDefault(it.Key) != it.Value))
            draft.Notes.Add($"the volume {volume.Name} differs from its declaration; volumes are never made anew, move its data by hand");
    }

    void Plan(ComposeNetwork network)
    {
        var named = observed.Networks.Where(it => it.Name == network.Name).ToArray();
        var actual = named.FirstOrDefault(it => it.Labels.GetValueOrDefault(ComposeLabels.Project) == project.Name) ?? named.FirstOrDefault();
        if (network.IsExternal)
        {
            if (actual is null)
                {
                draft.Problems.Add(new ComposeProblem(
                    $"networks.{network.Key}", $"the external network {network.Name} is not there", "make it, or deploy the stack that makes it first"));
            }
        }
        else if (actual is null)
            networks[network.Key] = Create(network, "the project declares it and it is not there");
        else if (actual.Labels.GetValueOrDefault(ComposeLabels.Project) != project.Name)
        {
            draft.Problems.Add(new ComposeProblem(
                $"networks.{network.Key}", $"a network {network.Name} is there that is not this project's",
                "declare it `external: true` if it is meant, or give another `name`"));
        }
        else if (NetworkDifferences.Between(actual, network) is { Count: > 0 } differences)
            Renew(network, actual, string.Join(", ", differences));
    }

    void Renew(ComposeNetwork network, ObservedNetwork actual, string because)
    {
        var foreign = observed.All.Where(it => it.Networks.Contains(network.Name) && observed.Containers.All(own => own.Id != it.Id))
            .Select(it => it.Name).ToArray();
        if (foreign.Length > 0)
        {
            draft.Notes.Add($"the network {network.Name} differs ({because}) and is kept: {string.Join(", ", foreign)} of others are in it");
            return;
        }
        Renewed.Add(network.Name);
        var leaves = $"the network {network.Name} is made anew";
        var left = observed.Containers.Where(it => it.Networks.Any(at => at.Network == network.Name))
            .Select(it => draft.Add(PlanDraft.On(it, StepAction.Disconnect, leaves, network.Name) with { TargetId = actual.Id })).ToArray();
        var removed = draft.Add(new StackStep
        {
            Id = PlanDraft.IdOf(StepAction.Remove, StepKind.Network, network.Name),
            Action = StepAction.Remove,
            Kind = StepKind.Network,
            Name = network.Name,
            ExpectedId = actual.Id,
            Because = because,
            After = left,
        });
        networks[network.Key] = Create(network, because, removed);
    }

    string Create(ComposeNetwork network, string because, params string[] after) => draft.Add(new StackStep
    {
        Id = PlanDraft.IdOf(StepAction.Create, StepKind.Network, network.Name),
        Action = StepAction.Create,
        Kind = StepKind.Network,
        Name = network.Name,
        Target = network.Key,
        Because = because,
        After = after,
    });

    void Plan(string image, ComposeService service)
    {
        if (observed.Images.Find(image) is not null)
            return;
        if (service.PullPolicy == PullPolicy.Never)
        {
            draft.Problems.Add(new ComposeProblem(
                $"services.{service.Key}.image", $"{image} is not there and may not be pulled", "load it on the host, or change pull_policy"));
            return;
        }
        images[image] = draft.Add(new StackStep
        {
            Id = PlanDraft.IdOf(StepAction.Pull, StepKind.Image, image),
            Action = StepAction.Pull,
            Kind = StepKind.Image,
            Name = image,
            Target = service.Platform,
            Because = "the Engine does not have it",
        });
    }
}
