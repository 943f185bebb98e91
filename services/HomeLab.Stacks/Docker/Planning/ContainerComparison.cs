namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Tells why a container cannot stay as it is, in words for people.</summary>
sealed class ContainerComparison(ComposeProject project, ObservedProject observed, PlanOptions options)
{
    /// <param name="replaced">The services that get new containers in this plan.</param>
    public IReadOnlyList<string> Differences(Slot slot, ServiceWish wish, ObservedContainer container, IReadOnlySet<string> replaced)
    {
        var differences = new List<string>();
        if (wish.ImageId is null)
            differences.Add($"image {slot.Service.ImageToRun} is not there");
        else if (wish.ImageId != container.ImageId)
            differences.Add($"image {Short(container.ImageId)} -> {Short(wish.ImageId)}");
        var desired = ShapeOf(slot.Service, container, wish.ImageId);
        var isByHand = container.Hash == wish.Hash;
        differences.AddRange(ShapeDifferences.Between(container, desired).Select(it => isByHand ? $"{it}, changed by hand" : it));
        if (container.FilesHash != wish.FilesHash && (container.Hash.Length > 0 || wish.HasFiles))
            differences.Add("the content of its files changed");
        foreach (var shared in ServiceLinks.Shared(slot.Service).Where(replaced.Contains))
            differences.Add($"{shared} is replaced, whose namespace it shares");
        if (container.State == ContainerState.Dead)
            differences.Add("the Engine failed to remove it");
        return differences;
    }

    /// <summary>What differs of it, by the names of the fields alone.</summary>
    public IEnumerable<string> Fields(ComposeService service, ObservedContainer container)
    {
        var imageId = observed.Images.Find(service.ImageToRun);
        return (imageId == container.ImageId ? (string[])[] : ["image"]).Concat(ShapeDifferences.Fields(container, ShapeOf(service, container, imageId)));
    }

    /// <summary>With what its own image brings, so that a new image's variables are not taken for a person's.</summary>
    TextMap ShapeOf(ComposeService service, ObservedContainer container, string? imageId) => DesiredShape.Of(
        project, service, container.Image ?? observed.Images.DefaultsOf(imageId) ?? ImageDefaults.None, options.HostDirectory, Resolve);

    public static string Short(string id) => id.Length > 19 ? id[..(id.StartsWith("sha256:", StringComparison.Ordinal) ? 19 : 12)] : id;

    /// <summary>The id of the container that <c>service:x</c> or <c>container:x</c> means.</summary>
    string? Resolve(string mode)
    {
        var name = mode[(mode.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return mode.StartsWith("service:", StringComparison.Ordinal)
            ? Slot.Of(project.Name, project.Services[name], observed.Containers).FirstOrDefault()?.Current?.Id
            : observed.All.FirstOrDefault(it => it.Name == name || it.Id.StartsWith(name, StringComparison.Ordinal))?.Id;
    }
}
